<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
    <context>
        <name></name>
        <message>
            <source> or </source>
            <translation> o </translation>
        </message>
        <message numerus="yes">
            <source>1 day</source>
            <comment>{n} days</comment>
            <translation>
                <numerusform>1 día</numerusform>
                <numerusform>{n} días</numerusform>
                <numerusform>{n} días</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 entry</source>
            <comment>{n} entries</comment>
            <translation>
                <numerusform>1 entrada</numerusform>
                <numerusform>{n} entradas</numerusform>
                <numerusform>{n} entradas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 entry of psychotherapy notes</source>
            <comment>{n} entries of psychotherapy notes</comment>
            <translation>
                <numerusform>1 entrada de notas de psicoterapia</numerusform>
                <numerusform>{n} entradas de notas de psicoterapia</numerusform>
                <numerusform>{n} entradas de notas de psicoterapia</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 item</source>
            <comment>{n} items</comment>
            <translation>
                <numerusform>1 punto</numerusform>
                <numerusform>{n} puntos</numerusform>
                <numerusform>{n} puntos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 minute</source>
            <comment>{n} minutes</comment>
            <translation>
                <numerusform>1 minuto</numerusform>
                <numerusform>{n} minutos</numerusform>
                <numerusform>{n} minutos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 more client has something overdue.</source>
            <comment>{n} more clients have something overdue.</comment>
            <translation>
                <numerusform>1 cliente más tiene algo atrasado.</numerusform>
                <numerusform>{n} clientes más tienen algo atrasado.</numerusform>
                <numerusform>{n} clientes más tienen algo atrasado.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 more waits; these have waited longest.</source>
            <comment>{count} more wait; these have waited longest.</comment>
            <translation>
                <numerusform>Espera 1 más; estas llevan más tiempo.</numerusform>
                <numerusform>Esperan {count} más; estas llevan más tiempo.</numerusform>
                <numerusform>Esperan {count} más; estas llevan más tiempo.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 place</source>
            <comment>{n} places</comment>
            <translation>
                <numerusform>1 lugar</numerusform>
                <numerusform>{n} lugares</numerusform>
                <numerusform>{n} lugares</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 psychotherapy note</source>
            <comment>{n} psychotherapy notes</comment>
            <translation>
                <numerusform>1 nota de psicoterapia</numerusform>
                <numerusform>{n} notas de psicoterapia</numerusform>
                <numerusform>{n} notas de psicoterapia</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 question</source>
            <comment>{n} questions</comment>
            <translation>
                <numerusform>1 pregunta</numerusform>
                <numerusform>{n} preguntas</numerusform>
                <numerusform>{n} preguntas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 question is open</source>
            <comment>{n} questions are open</comment>
            <translation>
                <numerusform>Queda 1 pregunta</numerusform>
                <numerusform>Quedan {n} preguntas</numerusform>
                <numerusform>Quedan {n} preguntas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 reading</source>
            <comment>{n} readings</comment>
            <translation>
                <numerusform>1 medición</numerusform>
                <numerusform>{n} mediciones</numerusform>
                <numerusform>{n} mediciones</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 service</source>
            <comment>{n} services</comment>
            <translation>
                <numerusform>1 servicio</numerusform>
                <numerusform>{n} servicios</numerusform>
                <numerusform>{n} servicios</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 session</source>
            <comment>{n} sessions</comment>
            <translation>
                <numerusform>1 sesión</numerusform>
                <numerusform>{n} sesiones</numerusform>
                <numerusform>{n} sesiones</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 session has no end yet, and so no time to charge.</source>
            <comment>{n} sessions have no end yet, and so no time to charge.</comment>
            <translation>
                <numerusform>1 sesión aún no ha terminado, y por eso no tiene tiempo que cobrar.</numerusform>
                <numerusform>{n} sesiones aún no han terminado, y por eso no tienen tiempo que cobrar.</numerusform>
                <numerusform>{n} sesiones aún no han terminado, y por eso no tienen tiempo que cobrar.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 theme or quote</source>
            <comment>{n} themes and quotes</comment>
            <translation>
                <numerusform>1 tema o cita</numerusform>
                <numerusform>{n} temas y citas</numerusform>
                <numerusform>{n} temas y citas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 track</source>
            <comment>{n} tracks</comment>
            <translation>
                <numerusform>1 pista</numerusform>
                <numerusform>{n} pistas</numerusform>
                <numerusform>{n} pistas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 word</source>
            <comment>{n} words</comment>
            <translation>
                <numerusform>1 palabra</numerusform>
                <numerusform>{n} palabras</numerusform>
                <numerusform>{n} palabras</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>1 year</source>
            <comment>{n} years</comment>
            <translation>
                <numerusform>1 año</numerusform>
                <numerusform>{n} años</numerusform>
                <numerusform>{n} años</numerusform>
            </translation>
        </message>
        <message>
            <source>A PIN is chosen as the veil is drawn.</source>
            <translation>El PIN se elige al correr el velo.</translation>
        </message>
        <message>
            <source>A PIN is chosen as the veil is drawn: the passphrase opens it now.</source>
            <translation>El PIN se elige al correr el velo: ahora lo abre la frase de contraseña.</translation>
        </message>
        <message>
            <source>A PIN is {shortest} to {longest} digits.</source>
            <translation>Un PIN tiene de {shortest} a {longest} dígitos.</translation>
        </message>
        <message>
            <source>A backup is made by itself after a session has ended, after it is signed, and on closing where something was kept since. It is encrypted as the vault is, and checked by opening it.</source>
            <translation>La copia de seguridad se hace sola al terminar una sesión, al firmarla y al cerrar, si se guardó algo desde entonces. Está cifrada como la bóveda y se comprueba abriéndola.</translation>
        </message>
        <message>
            <source>A blank for your own words.</source>
            <translation>Un espacio para sus propias palabras.</translation>
        </message>
        <message>
            <source>A client is initials or a code; a full name is not needed.</source>
            <translation>Un cliente se anota con iniciales o un código; no hace falta el nombre completo.</translation>
        </message>
        <message>
            <source>A client needs initials or a code.</source>
            <translation>Un cliente necesita iniciales o un código.</translation>
        </message>
        <message>
            <source>A client, and what comes before the dose</source>
            <translation>Un cliente, y lo que va antes de la dosis</translation>
        </message>
        <message>
            <source>A client’s file is kept</source>
            <translation>La ficha de un cliente se conserva</translation>
        </message>
        <message>
            <source>A folder, files or a playlist</source>
            <translation>Una carpeta, archivos o una lista</translation>
        </message>
        <message>
            <source>A heading of the template.</source>
            <translation>Un título de la plantilla.</translation>
        </message>
        <message>
            <source>A made-up client. Nothing of it is kept.</source>
            <translation>Un cliente inventado. No se guarda nada.</translation>
        </message>
        <message>
            <source>A new draft begins with</source>
            <translation>Un borrador nuevo empieza con</translation>
        </message>
        <message>
            <source>A new passphrase</source>
            <translation>Una nueva frase de contraseña</translation>
        </message>
        <message>
            <source>A note that was withdrawn, or a file that was destroyed, stays in backups made before. An older backup opens with the passphrase the vault had when it was made.</source>
            <translation>Una nota retirada o una ficha destruida quedan en las copias hechas antes. Una copia más antigua se abre con la frase de contraseña que tenía la bóveda al hacerla.</translation>
        </message>
        <message>
            <source>A preference, usually 15 s: a key pressed twice leads into other music.</source>
            <translation>Una preferencia, normalmente 15 s: una tecla pulsada dos veces lleva a otra música.</translation>
        </message>
        <message>
            <source>A preference, usually 6 s. At 0 tracks join without a gap.</source>
            <translation>Una preferencia, normalmente 6 s. Con 0 las pistas se unen sin pausa.</translation>
        </message>
        <message>
            <source>A preference, usually 60. Each session begins with it.</source>
            <translation>Una preferencia, normalmente 60. Cada sesión empieza con él.</translation>
        </message>
        <message>
            <source>A preference, usually 8 s. So long it takes to come back, too.</source>
            <translation>Una preferencia, normalmente 8 s. Lo mismo tarda en volver.</translation>
        </message>
        <message>
            <source>A preference, usually off.</source>
            <translation>Una preferencia, normalmente desactivada.</translation>
        </message>
        <message>
            <source>A preference, usually on. It makes some phases softer, none louder.</source>
            <translation>Una preferencia, normalmente activada. Hace más suaves algunas fases, ninguna más fuerte.</translation>
        </message>
        <message>
            <source>A preference, usually −20 LUFS. All tracks are brought to it.</source>
            <translation>Una preferencia, normalmente −20 LUFS. Todas las pistas se llevan a ella.</translation>
        </message>
        <message>
            <source>A preference.</source>
            <translation>Una preferencia.</translation>
        </message>
        <message>
            <source>A random secret in the system’s keychain opens the vault at a click; the passphrase is not kept there and always works. Whoever can use your account while you are logged in can then open the vault, also after it has locked. Leave it off where others use this computer.</source>
            <translation>Un secreto al azar en el llavero del sistema abre la bóveda con un clic; la frase de contraseña no se guarda allí y siempre sirve. Quien pueda usar su cuenta mientras tenga la sesión iniciada podrá abrir la bóveda, también después de bloquearse. Déjelo apagado si otros usan esta computadora.</translation>
        </message>
        <message>
            <source>A reading is outside the prescriber's limits.</source>
            <translation>Una medición está fuera de los límites del prescriptor.</translation>
        </message>
        <message>
            <source>A rehearsal: every page says so.</source>
            <translation>Un ensayo: cada página lo dice.</translation>
        </message>
        <message>
            <source>A service needs a fee.</source>
            <translation>Un servicio necesita una tarifa.</translation>
        </message>
        <message>
            <source>A service needs a name.</source>
            <translation>Un servicio necesita un nombre.</translation>
        </message>
        <message>
            <source>A service needs its minutes.</source>
            <translation>Un servicio necesita sus minutos.</translation>
        </message>
        <message>
            <source>A session goes on: change the passphrase when it has ended.</source>
            <translation>Hay una sesión en curso: cambie la frase de contraseña cuando termine.</translation>
        </message>
        <message>
            <source>A session goes on: end it before you open another one.</source>
            <translation>Hay una sesión en curso: termínela antes de abrir otra.</translation>
        </message>
        <message>
            <source>A session goes on: end it before you rehearse.</source>
            <translation>Hay una sesión en curso: termínela antes de ensayar.</translation>
        </message>
        <message>
            <source>A session goes on: import when it has ended.</source>
            <translation>Hay una sesión en curso: importe cuando termine.</translation>
        </message>
        <message>
            <source>A session goes on: restore a backup when it has ended.</source>
            <translation>Hay una sesión en curso: restaure una copia de seguridad cuando termine.</translation>
        </message>
        <message>
            <source>A session goes on: the tour waits until it has ended.</source>
            <translation>Hay una sesión en curso: el recorrido espera a que termine.</translation>
        </message>
        <message>
            <source>A session runs: the ceiling can be changed when it has ended.</source>
            <translation>Hay una sesión en curso: el tope se puede cambiar cuando termine.</translation>
        </message>
        <message>
            <source>A session script</source>
            <translation>Un guion de sesión</translation>
        </message>
        <message>
            <source>A session with a made-up client plays by itself, in a vault of its own that is thrown away at the end. Join in whenever you like: notes, vitals, a booster. Then change the draft, sign it and export it: every page says that it is a rehearsal.</source>
            <translation>Una sesión con un cliente inventado corre sola, en una bóveda propia que se desecha al final. Participe cuando quiera: notas, signos vitales, un refuerzo. Luego cambie el borrador, fírmelo y expórtelo: cada página dice que es un ensayo.</translation>
        </message>
        <message>
            <source>A statement for the client’s own claim. It is sent nowhere: it lies in the folder in clear, outside the vault.</source>
            <translation>Un comprobante para que el propio cliente pida el reembolso. No se envía a ninguna parte: queda sin cifrar en la carpeta, fuera de la bóveda.</translation>
        </message>
        <message>
            <source>A streaming app or the room’s own player: named once, noted with its times.</source>
            <translation>Una aplicación de streaming o el equipo de la sala: se nombra una vez y se anota con sus horas.</translation>
        </message>
        <message>
            <source>A telehealth dose needs {missing}.</source>
            <translation>Para una dosis por telesalud falta: {missing}.</translation>
        </message>
        <message>
            <source>A telehealth dose needs {needs}.</source>
            <translation>Para una dosis por telesalud falta: {needs}.</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Acerca de</translation>
        </message>
        <message>
            <source>About KAP Companion</source>
            <translation>Acerca de KAP Companion</translation>
        </message>
        <message>
            <source>About a minute and a half. Above 1× the music makes no sound.</source>
            <translation>Alrededor de un minuto y medio. Por encima de 1× la música no suena.</translation>
        </message>
        <message>
            <source>About ten minutes. Above 1× the music makes no sound.</source>
            <translation>Unos diez minutos. Por encima de 1× la música no suena.</translation>
        </message>
        <message>
            <source>Above 1× the music makes no sound.</source>
            <translation>Por encima de 1× la música no suena.</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Añadir</translation>
        </message>
        <message>
            <source>Add a folder</source>
            <translation>Añadir carpeta</translation>
        </message>
        <message>
            <source>Add a folder of music to the library</source>
            <translation>Añadir una carpeta de música a la biblioteca</translation>
        </message>
        <message>
            <source>Add the theme {theme}</source>
            <translation>Añadir el tema {theme}</translation>
        </message>
        <message numerus="yes">
            <source>Added.</source>
            <comment>{n} added.</comment>
            <translation>
                <numerusform>Añadida.</numerusform>
                <numerusform>{n} añadidas.</numerusform>
                <numerusform>{n} añadidas.</numerusform>
            </translation>
        </message>
        <message>
            <source>Addenda</source>
            <translation>Adendas</translation>
        </message>
        <message>
            <source>Addendum, then Enter</source>
            <translation>Adenda, luego Intro</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Dirección</translation>
        </message>
        <message>
            <source>Address for emergencies</source>
            <translation>Dirección para emergencias</translation>
        </message>
        <message>
            <source>Address, call-back number and support person are asked at telehealth.</source>
            <translation>En telesalud se piden dirección, número y persona de apoyo.</translation>
        </message>
        <message>
            <source>Address, for an emergency</source>
            <translation>Dirección, para una emergencia</translation>
        </message>
        <message>
            <source>Adverse</source>
            <translation>Adversos</translation>
        </message>
        <message>
            <source>Adverse event</source>
            <translation>Evento adverso</translation>
        </message>
        <message>
            <source>After the end the draft is written from what you noted. Change what you like, fill in what is blank, export it, and sign with Ctrl+Shift+S. From then on only addenda are added. What waits to be signed stands on Home.</source>
            <translation>Al terminar, el borrador se escribe con lo que anotó. Cambie lo que quiera, complete los espacios en blanco, expórtelo y firme con Ctrl+Shift+S. Desde entonces solo se añaden adendas. Lo que espera firma está en Inicio.</translation>
        </message>
        <message>
            <source>All entries</source>
            <translation>Todas las entradas</translation>
        </message>
        <message>
            <source>All entries of this course</source>
            <translation>Todas las entradas de este tratamiento</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>Todos los archivos</translation>
        </message>
        <message>
            <source>All keys</source>
            <translation>Todas las teclas</translation>
        </message>
        <message>
            <source>All of it</source>
            <translation>Todo</translation>
        </message>
        <message>
            <source>All that this vault holds of {code}: {held} with records, drafts and psychotherapy notes; meetings, measures, supply, limits and contacts.</source>
            <translation>Todo lo que esta bóveda tiene de {code}: {held} con registros, borradores y notas de psicoterapia; reuniones, cuestionarios, suministro, límites y contactos.</translation>
        </message>
        <message>
            <source>All that you write is kept encrypted in one vault on this laptop. Its passphrase is not kept anywhere: nobody can open the vault without it.</source>
            <translation>Todo lo que escribe se guarda cifrado en una bóveda en esta computadora. Su frase de contraseña no se guarda en ningún lugar: sin ella nadie puede abrir la bóveda.</translation>
        </message>
        <message>
            <source>All three within</source>
            <translation>Los tres dentro</translation>
        </message>
        <message>
            <source>All you keep lies in one encrypted vault on this laptop. Your passphrase opens it. So does the recovery code that was shown once: keep it on paper, away from the laptop. Without either of them nobody can open the vault.</source>
            <translation>Todo lo que guarda está en una bóveda cifrada en esta computadora. La abre su frase de contraseña. También el código de recuperación que se mostró una vez: guárdelo en papel, lejos de la computadora. Sin ninguno de los dos, nadie puede abrir la bóveda.</translation>
        </message>
        <message>
            <source>Also</source>
            <translation>También</translation>
        </message>
        <message>
            <source>And {count} more.</source>
            <translation>Y {count} más.</translation>
        </message>
        <message>
            <source>Another reading</source>
            <translation>Otra medición</translation>
        </message>
        <message>
            <source>Another reading, or avg</source>
            <translation>Otra medición, o prom</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Respuesta</translation>
        </message>
        <message>
            <source>Answer the next cue</source>
            <translation>Responder al próximo aviso</translation>
        </message>
        <message>
            <source>Answer, such as declined</source>
            <translation>Respuesta, como “no quiso”</translation>
        </message>
        <message>
            <source>Arcs</source>
            <translation>Arcos</translation>
        </message>
        <message>
            <source>Arcs: keep, assign, save</source>
            <translation>Arcos: conservar, asignar, guardar</translation>
        </message>
        <message>
            <source>Arrived</source>
            <translation>Llegó</translation>
        </message>
        <message>
            <source>Arrived or left</source>
            <translation>Llegó o se fue</translation>
        </message>
        <message>
            <source>As long as the session itself, about an hour and a half. The music is heard.</source>
            <translation>Lo que dura la sesión, alrededor de una hora y media. La música se oye.</translation>
        </message>
        <message>
            <source>As planned</source>
            <translation>Según plan</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Como el sistema</translation>
        </message>
        <message>
            <source>As the window</source>
            <translation>Como la ventana</translation>
        </message>
        <message>
            <source>Ask whether they are at this address today.</source>
            <translation>Pregunte si hoy está en esta dirección.</translation>
        </message>
        <message>
            <source>Asked</source>
            <translation>Consultado</translation>
        </message>
        <message>
            <source>Asking the keychain.</source>
            <translation>Consultando el llavero.</translation>
        </message>
        <message>
            <source>Assign by the template {name}</source>
            <translation>Asignar por la plantilla {name}</translation>
        </message>
        <message>
            <source>Assign in list order</source>
            <translation>Asignar en orden de lista</translation>
        </message>
        <message>
            <source>Assign the tracks</source>
            <translation>Asignar las pistas</translation>
        </message>
        <message>
            <source>Assign to the phases, in list order</source>
            <translation>Asignar a las fases, en el orden de la lista</translation>
        </message>
        <message>
            <source>At least {shortest} characters; four or more unrelated words are easy to keep.</source>
            <translation>Al menos {shortest} caracteres; cuatro o más palabras sin relación son fáciles de recordar.</translation>
        </message>
        <message>
            <source>BP</source>
            <translation>PA</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Volver</translation>
        </message>
        <message>
            <source>Back to the default</source>
            <translation>Volver al predeterminado</translation>
        </message>
        <message>
            <source>Back to the record.</source>
            <translation>De vuelta al registro.</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>Hacer copia ahora</translation>
        </message>
        <message>
            <source>Backing up before closing, {percent} %. Close the window once more to leave without it.</source>
            <translation>Haciendo la copia de seguridad antes de cerrar, {percent} %. Cierre la ventana otra vez para salir sin ella.</translation>
        </message>
        <message>
            <source>Backing up, {percent} %.</source>
            <translation>Haciendo la copia, {percent} %.</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Copia de seguridad</translation>
        </message>
        <message>
            <source>Backups</source>
            <translation>Copias de seguridad</translation>
        </message>
        <message>
            <source>Backups in this folder</source>
            <translation>Copias en esta carpeta</translation>
        </message>
        <message>
            <source>Before the client leaves. One item a line.</source>
            <translation>Antes de que el cliente se vaya. Un punto por línea.</translation>
        </message>
        <message>
            <source>Before the dose. One item a line.</source>
            <translation>Antes de la dosis. Un punto por línea.</translation>
        </message>
        <message>
            <source>Before the first dose</source>
            <translation>Antes de la primera dosis</translation>
        </message>
        <message>
            <source>Begin a client</source>
            <translation>Empezar un cliente</translation>
        </message>
        <message>
            <source>Begin the rehearsal</source>
            <translation>Comenzar el ensayo</translation>
        </message>
        <message>
            <source>Begins in silence</source>
            <translation>Empieza en silencio</translation>
        </message>
        <message>
            <source>Begins with a crossfade</source>
            <translation>Empieza con un fundido</translation>
        </message>
        <message>
            <source>Begun, as 14:30</source>
            <translation>Inicio, como 14:30</translation>
        </message>
        <message>
            <source>Booster</source>
            <translation>Refuerzo</translation>
        </message>
        <message>
            <source>Booster taken, under the tongue: how many mg, or 1.5 x 100? -3m tells it late.</source>
            <translation>Refuerzo tomado, bajo la lengua: ¿cuántos mg, o 1,5 x 100? Con -3m, si ya pasó.</translation>
        </message>
        <message>
            <source>Born on</source>
            <translation>Fecha de nacimiento</translation>
        </message>
        <message>
            <source>Born on, as 1980-03-02</source>
            <translation>Nacimiento, como 1980-03-02</translation>
        </message>
        <message>
            <source>Both within</source>
            <translation>Ambos dentro</translation>
        </message>
        <message>
            <source>Breath slow and even.</source>
            <translation>Respiración lenta y pareja.</translation>
        </message>
        <message>
            <source>Bring it back</source>
            <translation>Recuperarla</translation>
        </message>
        <message>
            <source>Bring music back</source>
            <translation>Recuperar la música</translation>
        </message>
        <message>
            <source>By a template: gentle phases get gentle tracks.</source>
            <translation>Por una plantilla: las fases suaves reciben pistas suaves.</translation>
        </message>
        <message>
            <source>Call back</source>
            <translation>Devolver la llamada</translation>
        </message>
        <message>
            <source>Call-back number</source>
            <translation>Número para devolver la llamada</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Cancelled. What is known stays; the rest is measured when it is chosen.</source>
            <translation>Cancelado. Lo que se sabe queda; el resto se mide al elegirlo.</translation>
        </message>
        <message>
            <source>Cancelled: nothing was exported.</source>
            <translation>Cancelado: no se exportó nada.</translation>
        </message>
        <message>
            <source>Ceiling</source>
            <translation>Tope</translation>
        </message>
        <message>
            <source>Ceiling of the volume</source>
            <translation>Tope del volumen</translation>
        </message>
        <message>
            <source>Change the passphrase</source>
            <translation>Cambiar la frase de contraseña</translation>
        </message>
        <message>
            <source>Changed after drafting</source>
            <translation>Cambió después del borrador</translation>
        </message>
        <message>
            <source>Changing the passphrase.</source>
            <translation>Cambiando la frase de contraseña.</translation>
        </message>
        <message>
            <source>Charts</source>
            <translation>Gráficos</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Revisar</translation>
        </message>
        <message>
            <source>Check the files and this computer</source>
            <translation>Comprobar los archivos y esta computadora</translation>
        </message>
        <message>
            <source>Checking the code.</source>
            <translation>Comprobando el código.</translation>
        </message>
        <message>
            <source>Checking the passphrase.</source>
            <translation>Comprobando la frase de contraseña.</translation>
        </message>
        <message>
            <source>Checking.</source>
            <translation>Comprobando.</translation>
        </message>
        <message>
            <source>Checklists</source>
            <translation>Listas de verificación</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Elegir</translation>
        </message>
        <message>
            <source>Choose a PIN for the veil</source>
            <translation>Elegir un PIN para el velo</translation>
        </message>
        <message>
            <source>Choose a folder first.</source>
            <translation>Elija primero una carpeta.</translation>
        </message>
        <message>
            <source>Choose a folder of music</source>
            <translation>Elegir una carpeta de música</translation>
        </message>
        <message>
            <source>Choose a session script</source>
            <translation>Elegir un guion de sesión</translation>
        </message>
        <message>
            <source>Choose a short PIN for this session</source>
            <translation>Elegir un PIN corto para esta sesión</translation>
        </message>
        <message>
            <source>Choose all</source>
            <translation>Elegir todo</translation>
        </message>
        <message>
            <source>Choose another output</source>
            <translation>Elegir otra salida</translation>
        </message>
        <message>
            <source>Choose music</source>
            <translation>Elegir música</translation>
        </message>
        <message>
            <source>Choose music files or a playlist</source>
            <translation>Elegir archivos de música o una lista</translation>
        </message>
        <message>
            <source>Choose music in Prepare: files of your own, or the app’s ambient music. In the session Esc Esc fades it to silence, and once more brings it back. F9 lowers it while you talk.</source>
            <translation>Elija la música en Preparar: archivos propios, o la música ambiental de la aplicación. En la sesión, Esc Esc la desvanece a silencio, y otra vez la trae de vuelta. F9 la baja mientras se habla.</translation>
        </message>
        <message>
            <source>Choose none</source>
            <translation>No elegir nada</translation>
        </message>
        <message>
            <source>Choose other music</source>
            <translation>Elegir otra música</translation>
        </message>
        <message>
            <source>Choose other music (Ctrl+Shift+M)</source>
            <translation>Elegir otra música (Ctrl+Shift+M)</translation>
        </message>
        <message>
            <source>Choose own music</source>
            <translation>Elegir música propia</translation>
        </message>
        <message>
            <source>Choose the backup’s file</source>
            <translation>Elegir el archivo de la copia</translation>
        </message>
        <message>
            <source>Choose the backup’s file first.</source>
            <translation>Elija primero el archivo de la copia de seguridad.</translation>
        </message>
        <message>
            <source>Choose the folder</source>
            <translation>Elegir la carpeta</translation>
        </message>
        <message>
            <source>Choose the folder for backups</source>
            <translation>Elegir la carpeta para las copias</translation>
        </message>
        <message>
            <source>Choose the folder for the log</source>
            <translation>Elegir la carpeta para la bitácora</translation>
        </message>
        <message>
            <source>Choose the output</source>
            <translation>Elegir la salida</translation>
        </message>
        <message>
            <source>Choose the psychotherapy notes' file</source>
            <translation>Elegir el archivo de las notas de psicoterapia</translation>
        </message>
        <message>
            <source>Choose the record's file</source>
            <translation>Elegir el archivo del registro</translation>
        </message>
        <message>
            <source>Choose the record's file first.</source>
            <translation>Elija primero el archivo del registro.</translation>
        </message>
        <message>
            <source>Choose what kind of meeting it was.</source>
            <translation>Elija qué tipo de reunión fue.</translation>
        </message>
        <message>
            <source>Choose which step it is.</source>
            <translation>Elija qué paso es.</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Cliente</translation>
        </message>
        <message>
            <source>Client is at</source>
            <translation>El cliente está en</translation>
        </message>
        <message>
            <source>Clients</source>
            <translation>Clientes</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>Close the arcs</source>
            <translation>Cerrar los arcos</translation>
        </message>
        <message>
            <source>Close the emergency card</source>
            <translation>Cerrar la tarjeta de emergencia</translation>
        </message>
        <message>
            <source>Close the keys</source>
            <translation>Cerrar las teclas</translation>
        </message>
        <message>
            <source>Close the library</source>
            <translation>Cerrar la biblioteca</translation>
        </message>
        <message>
            <source>Close what was not found</source>
            <translation>Cerrar lo no encontrado</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Cerrado</translation>
        </message>
        <message>
            <source>Code, if you use one</source>
            <translation>Código, si lo usa</translation>
        </message>
        <message>
            <source>Codes and payment</source>
            <translation>Códigos y pago</translation>
        </message>
        <message>
            <source>Codes are yours: none is proposed, and those you type here are not kept for the next time. Several diagnosis codes are parted by commas.</source>
            <translation>Los códigos los pone usted: no se propone ninguno, y los que escriba aquí no se guardan para la próxima vez. Separe con comas varios códigos de diagnóstico.</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Colores</translation>
        </message>
        <message>
            <source>Complete. The support person comes {before} min before and looks in every {every} min: a cue reminds.</source>
            <translation>Completo. La persona de apoyo llega {before} min antes y se asoma cada {every} min: un aviso lo recuerda.</translation>
        </message>
        <message>
            <source>Complete. The support person looks in every {every} min: a cue reminds.</source>
            <translation>Completo. La persona de apoyo se asoma cada {every} min: un aviso lo recuerda.</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>Consentimiento</translation>
        </message>
        <message>
            <source>Consent and checklist complete</source>
            <translation>Consentimiento y lista completos</translation>
        </message>
        <message>
            <source>Consent, as 2026-03-02</source>
            <translation>Consentimiento, como 2026-03-02</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contactos</translation>
        </message>
        <message>
            <source>Copied, to be pasted elsewhere. It is taken off the clipboard after {seconds} seconds, when you leave this page, and at the lock. A program that keeps a history of the clipboard may keep it.</source>
            <translation>Copiado, para pegarlo en otra parte. Se quita del portapapeles a los {seconds} segundos, al dejar esta página y al bloquear. Un programa que guarde el historial del portapapeles puede conservarlo.</translation>
        </message>
        <message>
            <source>Copy the hash</source>
            <translation>Copiar el hash</translation>
        </message>
        <message>
            <source>Copy the note</source>
            <translation>Copiar la nota</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>Corregir</translation>
        </message>
        <message>
            <source>Correct the selected note</source>
            <translation>Corregir la nota seleccionada</translation>
        </message>
        <message>
            <source>Correct: {form}</source>
            <translation>Corregir: {form}</translation>
        </message>
        <message>
            <source>Corrected {time}: {reason}</source>
            <translation>Corregido {time}: {reason}</translation>
        </message>
        <message>
            <source>Corrected.</source>
            <translation>Corregido.</translation>
        </message>
        <message>
            <source>Course</source>
            <translation>Tratamiento</translation>
        </message>
        <message>
            <source>Coverage</source>
            <translation>Cobertura</translation>
        </message>
        <message>
            <source>Credentials, such as LCSW</source>
            <translation>Credenciales, como LCSW</translation>
        </message>
        <message>
            <source>Crossfade</source>
            <translation>Fundido</translation>
        </message>
        <message>
            <source>Crossfade {seconds} s</source>
            <translation>Fundido {seconds} s</translation>
        </message>
        <message>
            <source>Ctrl+Down the next</source>
            <translation>Ctrl+Abajo la siguiente</translation>
        </message>
        <message>
            <source>Ctrl+K answers</source>
            <translation>Ctrl+K responde</translation>
        </message>
        <message>
            <source>Ctrl+N begins a client: initials or a code are enough. Then the first letter, Enter, Enter opens a session. Prepare has the consent, the checklist, the vitals and the plan, and says what is still open.</source>
            <translation>Ctrl+N empieza un cliente: bastan unas iniciales o un código. Después, la primera letra, Intro, Intro abre una sesión. Preparar tiene el consentimiento, la lista, los signos vitales y el plan, y dice qué queda pendiente.</translation>
        </message>
        <message>
            <source>Ctrl+Z undoes it.</source>
            <translation>Ctrl+Z lo deshace.</translation>
        </message>
        <message>
            <source>Cues and checklists</source>
            <translation>Avisos y listas de verificación</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Oscuro</translation>
        </message>
        <message>
            <source>Day set</source>
            <translation>Día fijado</translation>
        </message>
        <message>
            <source>Deeper</source>
            <translation>Más profundo</translation>
        </message>
        <message>
            <source>Deeper cannot be asked for: {why}</source>
            <translation>No se puede pedir más profundo: {why}</translation>
        </message>
        <message>
            <source>Deeper music</source>
            <translation>Música más profunda</translation>
        </message>
        <message>
            <source>Del</source>
            <translation>Supr</translation>
        </message>
        <message>
            <source>Del strike</source>
            <translation>Supr tachar</translation>
        </message>
        <message>
            <source>Destroy this file</source>
            <translation>Destruir esta ficha</translation>
        </message>
        <message>
            <source>Destroy {code}’s file?</source>
            <translation>¿Destruir la ficha de {code}?</translation>
        </message>
        <message>
            <source>Diagnosis codes, if any</source>
            <translation>Códigos de diagnóstico, si los hay</translation>
        </message>
        <message>
            <source>Diastolic</source>
            <translation>Diastólica</translation>
        </message>
        <message>
            <source>Diastolic under</source>
            <translation>Diastólica menor de</translation>
        </message>
        <message>
            <source>Dimmer</source>
            <translation>Más tenue</translation>
        </message>
        <message>
            <source>Dimmer is for the darkest room. A draft is always on light paper.</source>
            <translation>Más tenue es para la sala más oscura. Un borrador siempre está en papel claro.</translation>
        </message>
        <message>
            <source>Do it in {name} itself; it is noted.</source>
            <translation>Hágalo en {name} mismo; queda anotado.</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Documento</translation>
        </message>
        <message>
            <source>Documents lie there in clear, outside the vault. What is exported, printed or copied is told in the vault’s log.</source>
            <translation>Los documentos quedan allí sin cifrar, fuera de la bóveda. Lo que se exporta, imprime o copia se anota en la bitácora de la bóveda.</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Hecho</translation>
        </message>
        <message>
            <source>Done: {what}. Ctrl+Z undoes it.</source>
            <translation>Hecho: {what}. Ctrl+Z lo deshace.</translation>
        </message>
        <message>
            <source>Dose</source>
            <translation>Dosis</translation>
        </message>
        <message>
            <source>Dose from</source>
            <translation>Dosis desde</translation>
        </message>
        <message>
            <source>Dose from, mg</source>
            <translation>Dosis desde, mg</translation>
        </message>
        <message>
            <source>Dose or booster</source>
            <translation>Dosis o refuerzo</translation>
        </message>
        <message>
            <source>Dose taken</source>
            <translation>Dosis tomada</translation>
        </message>
        <message>
            <source>Dose taken at {time}.</source>
            <translation>Dosis tomada a las {time}.</translation>
        </message>
        <message>
            <source>Dose taken, under the tongue: how many mg, or 1.5 x 100? -3m tells it late.</source>
            <translation>Dosis tomada, bajo la lengua: ¿cuántos mg, o 1,5 x 100? Con -3m, si ya pasó.</translation>
        </message>
        <message>
            <source>Dose to</source>
            <translation>Dosis hasta</translation>
        </message>
        <message>
            <source>Dose to, mg</source>
            <translation>Dosis hasta, mg</translation>
        </message>
        <message>
            <source>Dose {milligrams}</source>
            <translation>Dosis {milligrams}</translation>
        </message>
        <message>
            <source>Dosing {number}</source>
            <translation>Dosif. {number}</translation>
        </message>
        <message>
            <source>Dosing {number} of {planned}</source>
            <translation>Dosif. {number} de {planned}</translation>
        </message>
        <message>
            <source>Down</source>
            <translation>Abajo</translation>
        </message>
        <message>
            <source>Down offers the usual reasons</source>
            <translation>Abajo ofrece los motivos habituales</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Borrador</translation>
        </message>
        <message>
            <source>Draft anew</source>
            <translation>Nuevo borrador</translation>
        </message>
        <message>
            <source>Draft the note</source>
            <translation>Redactar la nota</translation>
        </message>
        <message>
            <source>Drafts, records and letters are written in it from now on. What you typed stays as you typed it.</source>
            <translation>Desde ahora los borradores, registros y cartas se escriben en él. Lo que usted escribió queda como lo escribió.</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Plazos</translation>
        </message>
        <message>
            <source>E correct</source>
            <translation>E corregir</translation>
        </message>
        <message>
            <source>E corrects the selected note, Delete strikes it</source>
            <translation>E corrige la nota seleccionada, Supr la tacha</translation>
        </message>
        <message>
            <source>Earlier</source>
            <translation>Antes</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Editar</translation>
        </message>
        <message>
            <source>Edit client</source>
            <translation>Editar cliente</translation>
        </message>
        <message>
            <source>Edit marks</source>
            <translation>Editar marcas</translation>
        </message>
        <message>
            <source>Edit the template {title}</source>
            <translation>Editar la plantilla {title}</translation>
        </message>
        <message>
            <source>Elsewhere</source>
            <translation>Otra fuente</translation>
        </message>
        <message>
            <source>Email</source>
            <translation>Correo</translation>
        </message>
        <message>
            <source>Emergency card</source>
            <translation>Tarjeta de emergencia</translation>
        </message>
        <message>
            <source>Emergency services called at {time}: kept.</source>
            <translation>Se llamó a emergencias a las {time}: guardado.</translation>
        </message>
        <message>
            <source>Emergency services called now</source>
            <translation>Se llamó a emergencias ahora</translation>
        </message>
        <message>
            <source>Encrypted. It opens with your passphrase, or with the recovery code that was shown once.</source>
            <translation>Cifrada. Se abre con su frase de contraseña, o con el código de recuperación que se mostró una vez.</translation>
        </message>
        <message>
            <source>End session</source>
            <translation>Terminar sesión</translation>
        </message>
        <message>
            <source>End the session</source>
            <translation>Terminar la sesión</translation>
        </message>
        <message>
            <source>End the session before its planned end? Say why.</source>
            <translation>¿Terminar la sesión antes del fin previsto? Diga por qué.</translation>
        </message>
        <message>
            <source>End the session before signing its record.</source>
            <translation>Termine la sesión antes de firmar su registro.</translation>
        </message>
        <message>
            <source>End the session now?</source>
            <translation>¿Terminar la sesión ahora?</translation>
        </message>
        <message>
            <source>End the session? Its last entry is not of today; the end is written as of now, and the reason can say when it was.</source>
            <translation>¿Terminar la sesión? Su última entrada no es de hoy; el fin se anota con la hora de ahora, y el motivo puede decir cuándo fue.</translation>
        </message>
        <message>
            <source>End the session? Notes go on until signing.</source>
            <translation>¿Terminar la sesión? Se puede anotar hasta la firma.</translation>
        </message>
        <message>
            <source>End the tour</source>
            <translation>Terminar el recorrido</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Terminada</translation>
        </message>
        <message>
            <source>Ended at {time}</source>
            <translation>Terminada a las {time}</translation>
        </message>
        <message>
            <source>Ended by mistake: strike the end</source>
            <translation>Terminada por error: tachar el fin</translation>
        </message>
        <message>
            <source>Ended by mistake? Strike the end</source>
            <translation>¿Terminada por error? Tachar el fin</translation>
        </message>
        <message>
            <source>Ending now asks for a reason, and goes on.</source>
            <translation>Terminar ahora pide un motivo, y continúa.</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Intro</translation>
        </message>
        <message>
            <source>Enter adds · Space favourite · + − intensity</source>
            <translation>Intro añade · Espacio favorita · + − intensidad</translation>
        </message>
        <message>
            <source>Enter keeps it</source>
            <translation>Intro la guarda</translation>
        </message>
        <message>
            <source>Enter keeps it, Esc goes back.</source>
            <translation>Intro lo guarda, Esc vuelve.</translation>
        </message>
        <message>
            <source>Enter next   Esc back</source>
            <translation>Intro siguiente   Esc volver</translation>
        </message>
        <message>
            <source>Entries used</source>
            <translation>Entradas usadas</translation>
        </message>
        <message>
            <source>Esc</source>
            <translation>Esc</translation>
        </message>
        <message>
            <source>Esc Esc</source>
            <translation>Esc Esc</translation>
        </message>
        <message>
            <source>Every entry is saved</source>
            <translation>Cada entrada está guardada</translation>
        </message>
        <message>
            <source>Every entry is saved, the last of {time}</source>
            <translation>Cada entrada está guardada, la última de {time}</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exportar</translation>
        </message>
        <message>
            <source>Export as a table</source>
            <translation>Exportar como tabla</translation>
        </message>
        <message>
            <source>Export as {kind}</source>
            <translation>Exportar como {kind}</translation>
        </message>
        <message>
            <source>Export for the prescriber</source>
            <translation>Exportar para el prescriptor</translation>
        </message>
        <message>
            <source>Export the documents</source>
            <translation>Exportar los documentos</translation>
        </message>
        <message>
            <source>Export the psychotherapy notes apart</source>
            <translation>Exportar aparte las notas de psicoterapia</translation>
        </message>
        <message>
            <source>Export them</source>
            <translation>Exportarlas</translation>
        </message>
        <message>
            <source>Export this log</source>
            <translation>Exportar esta bitácora</translation>
        </message>
        <message numerus="yes">
            <source>Export {n} psychotherapy note apart</source>
            <comment>Export {n} psychotherapy notes apart</comment>
            <translation>
                <numerusform>Exportar aparte {n} nota de psicoterapia</numerusform>
                <numerusform>Exportar aparte {n} notas de psicoterapia</numerusform>
                <numerusform>Exportar aparte {n} notas de psicoterapia</numerusform>
            </translation>
        </message>
        <message>
            <source>Exported sessions</source>
            <translation>Sesiones exportadas</translation>
        </message>
        <message>
            <source>Fade to silence</source>
            <translation>Desvanecer a silencio</translation>
        </message>
        <message>
            <source>Fade to silence, or back</source>
            <translation>Desvanecer a silencio, o recuperar</translation>
        </message>
        <message>
            <source>Fair. One more word would make it strong.</source>
            <translation>Aceptable. Una palabra más la haría fuerte.</translation>
        </message>
        <message>
            <source>Fee</source>
            <translation>Tarifa</translation>
        </message>
        <message>
            <source>Fee {number}: {field}</source>
            <translation>Tarifa {number}: {field}</translation>
        </message>
        <message>
            <source>Fees</source>
            <translation>Tarifas</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Ficha</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Archivos</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Buscar</translation>
        </message>
        <message>
            <source>Find a client, or words in a note</source>
            <translation>Buscar un cliente, o palabras en una nota</translation>
        </message>
        <message>
            <source>Find a setting</source>
            <translation>Buscar un ajuste</translation>
        </message>
        <message>
            <source>Find an act or a key</source>
            <translation>Buscar una acción o una tecla</translation>
        </message>
        <message>
            <source>Find in this session</source>
            <translation>Buscar en esta sesión</translation>
        </message>
        <message>
            <source>First dose {elapsed} ago</source>
            <translation>Primera dosis hace {elapsed}</translation>
        </message>
        <message>
            <source>First supply</source>
            <translation>Primer suministro</translation>
        </message>
        <message>
            <source>First written: “{words}”.</source>
            <translation>Primero decía: “{words}”.</translation>
        </message>
        <message>
            <source>Five wrong PINs: now only the passphrase opens it.</source>
            <translation>Cinco PIN incorrectos: ahora solo lo abre la frase de contraseña.</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Carpeta</translation>
        </message>
        <message>
            <source>Folder for backups</source>
            <translation>Carpeta para las copias</translation>
        </message>
        <message>
            <source>Folder for the course</source>
            <translation>Carpeta para el tratamiento</translation>
        </message>
        <message>
            <source>Folder for the documents</source>
            <translation>Carpeta para los documentos</translation>
        </message>
        <message>
            <source>Folder for the log</source>
            <translation>Carpeta para la bitácora</translation>
        </message>
        <message>
            <source>Folder for the superbill</source>
            <translation>Carpeta para la superbill</translation>
        </message>
        <message>
            <source>Folder of the music</source>
            <translation>Carpeta de la música</translation>
        </message>
        <message>
            <source>Folder to add to the library</source>
            <translation>Carpeta para añadir a la biblioteca</translation>
        </message>
        <message>
            <source>Folder, file or playlist</source>
            <translation>Carpeta, archivo o lista</translation>
        </message>
        <message>
            <source>Folder, file or playlist of the music</source>
            <translation>Carpeta, archivo o lista de la música</translation>
        </message>
        <message>
            <source>For every course from now on: what is next and overdue is reckoned anew.</source>
            <translation>Para todo tratamiento desde ahora: lo próximo y lo atrasado se calculan de nuevo.</translation>
        </message>
        <message>
            <source>For how many sessions</source>
            <translation>Para cuántas sesiones</translation>
        </message>
        <message>
            <source>For integration</source>
            <translation>Para la integración</translation>
        </message>
        <message>
            <source>For minutes</source>
            <translation>Por minutos</translation>
        </message>
        <message>
            <source>For other players</source>
            <translation>Para otros reproductores</translation>
        </message>
        <message>
            <source>For superbills. A line called Consultation or Follow-up is used for those meetings. Codes are yours to type: the app knows none. Empty a line of your own to take it away.</source>
            <translation>Para superbills. Una línea llamada Consulta o Seguimiento del prescriptor se usa para esas reuniones. Los códigos los escribe usted: la aplicación no conoce ninguno. Vacíe una línea propia para quitarla.</translation>
        </message>
        <message>
            <source>For the clinician who runs a ketamine-assisted psychotherapy session: timer, notes, vitals, music and the note at the end. It gives no advice and sets no limits of its own. It uses no network: nothing is fetched and nothing is sent.</source>
            <translation>Para el terapeuta que conduce una sesión de psicoterapia asistida con ketamina: reloj, notas, signos vitales, música y la nota al final. No da consejos ni fija límites propios. No usa la red: no descarga ni envía nada.</translation>
        </message>
        <message>
            <source>For the sessions you open from now on. One that is open keeps what it began with.</source>
            <translation>Para las sesiones que abra desde ahora. La que está abierta conserva aquello con lo que empezó.</translation>
        </message>
        <message>
            <source>For this client only</source>
            <translation>Solo para este cliente</translation>
        </message>
        <message>
            <source>For whom</source>
            <translation>Para quién</translation>
        </message>
        <message>
            <source>For whom, if you like</source>
            <translation>Para quién, si lo desea</translation>
        </message>
        <message>
            <source>For {client} only</source>
            <translation>Solo para {client}</translation>
        </message>
        <message>
            <source>For {output}.</source>
            <translation>Para {output}.</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>Olvidar</translation>
        </message>
        <message>
            <source>Forget the arc {name}; its files stay</source>
            <translation>Olvidar el arco {name}; sus archivos quedan</translation>
        </message>
        <message>
            <source>Found in notes</source>
            <translation>Encontrado en notas</translation>
        </message>
        <message>
            <source>From the JSON file of an export. It comes in as it was kept, with every time and hash; a session that is here already is left as it is.</source>
            <translation>Desde el archivo JSON de una exportación. Entra tal como se guardó, con cada hora y hash; una sesión que ya está aquí se deja como está.</translation>
        </message>
        <message>
            <source>From {meeting}</source>
            <translation>De {meeting}</translation>
        </message>
        <message>
            <source>Full name, if wanted</source>
            <translation>Nombre completo, si se desea</translation>
        </message>
        <message>
            <source>Gentler</source>
            <translation>Más suave</translation>
        </message>
        <message>
            <source>Gentler cannot be asked for: {why}</source>
            <translation>No se puede pedir más suave: {why}</translation>
        </message>
        <message>
            <source>Gentler music</source>
            <translation>Música más suave</translation>
        </message>
        <message>
            <source>Gentler or deeper leads elsewhere: ask for the music as planned first, by Alt+End.</source>
            <translation>Más suave o más profundo lleva a otra parte: pida antes la música según el plan, con Alt+Fin.</translation>
        </message>
        <message>
            <source>Given by</source>
            <translation>Indicado por</translation>
        </message>
        <message>
            <source>Given on, as 2026-03-02</source>
            <translation>Indicado el, como 2026-03-02</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Continuar</translation>
        </message>
        <message>
            <source>Go on to unlock</source>
            <translation>Ir a desbloquear</translation>
        </message>
        <message>
            <source>Go on with a reason</source>
            <translation>Continuar con un motivo</translation>
        </message>
        <message>
            <source>Go to the note</source>
            <translation>Ir a la nota</translation>
        </message>
        <message>
            <source>Go to the notes</source>
            <translation>Ir a las notas</translation>
        </message>
        <message>
            <source>Goes up to {ceiling}</source>
            <translation>Llega hasta {ceiling}</translation>
        </message>
        <message>
            <source>Gone on with a reason.</source>
            <translation>Se continuó con un motivo.</translation>
        </message>
        <message>
            <source>Groups of settings</source>
            <translation>Grupos de ajustes</translation>
        </message>
        <message>
            <source>Guardian, for a minor</source>
            <translation>Tutor, si es menor</translation>
        </message>
        <message>
            <source>HR</source>
            <translation>FC</translation>
        </message>
        <message>
            <source>Handed to the printer.</source>
            <translation>Enviado a la impresora.</translation>
        </message>
        <message>
            <source>Head of the log {hash} …</source>
            <translation>Cabeza de la bitácora {hash} …</translation>
        </message>
        <message>
            <source>Hear it</source>
            <translation>Oírlo</translation>
        </message>
        <message>
            <source>Heart rate</source>
            <translation>Frec. cardíaca</translation>
        </message>
        <message>
            <source>Heart rate under</source>
            <translation>Frecuencia cardíaca menor de</translation>
        </message>
        <message>
            <source>Held by</source>
            <translation>A cargo de</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Ayuda</translation>
        </message>
        <message>
            <source>Home</source>
            <translation>Inicio</translation>
        </message>
        <message>
            <source>How far the session is</source>
            <translation>Cuánto ha avanzado la sesión</translation>
        </message>
        <message>
            <source>How intense the music is, is still being measured: steer in a moment.</source>
            <translation>Aún se mide la intensidad de la música: guíela en un momento.</translation>
        </message>
        <message>
            <source>How intense this music is, is not known, so it cannot be steered.</source>
            <translation>No se sabe la intensidad de esta música; por eso no se puede guiar.</translation>
        </message>
        <message>
            <source>How it plays</source>
            <translation>Cómo suena</translation>
        </message>
        <message>
            <source>I have kept it</source>
            <translation>Lo he guardado</translation>
        </message>
        <message>
            <source>If none consented, why</source>
            <translation>Si nadie consintió, por qué</translation>
        </message>
        <message>
            <source>If you share your screen, others see this window. F12 veils it.</source>
            <translation>Si comparte la pantalla, otros ven esta ventana. F12 corre el velo.</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importar</translation>
        </message>
        <message>
            <source>Import a session</source>
            <translation>Importar una sesión</translation>
        </message>
        <message>
            <source>Imported {client}: {entries}.</source>
            <translation>Importado {client}: {entries}.</translation>
        </message>
        <message>
            <source>Importing.</source>
            <translation>Importando.</translation>
        </message>
        <message>
            <source>In a rehearsal any word opens it.</source>
            <translation>En un ensayo, cualquier palabra la abre.</translation>
        </message>
        <message>
            <source>In notes</source>
            <translation>En notas</translation>
        </message>
        <message>
            <source>In person</source>
            <translation>En persona</translation>
        </message>
        <message>
            <source>In place of {name}</source>
            <translation>En lugar de {name}</translation>
        </message>
        <message>
            <source>In the client’s own words</source>
            <translation>En palabras del cliente</translation>
        </message>
        <message>
            <source>In the note box {example} and a space become the phrase. Ctrl+Z right after takes it back. Empty both fields to take a snippet away.</source>
            <translation>En el cuadro de notas, {example} y un espacio pasan a ser la frase. Ctrl+Z justo después lo deshace. Vacíe ambos campos para quitar una abreviatura.</translation>
        </message>
        <message>
            <source>In the prescriber’s words, if wanted</source>
            <translation>En palabras del prescriptor, si se desea</translation>
        </message>
        <message>
            <source>In the session the note box has the keyboard. Enter keeps a note, Ctrl+1 and on are marks, F5 is the dose, F2 the vitals. Ctrl+Shift+P makes the note private. F1 shows all keys, anywhere.</source>
            <translation>En la sesión, lo que se teclea va al cuadro de notas. Intro guarda una nota, Ctrl+1 y siguientes son marcas, F5 es la dosis, F2 los signos vitales. Ctrl+Shift+P hace privada la nota. F1 muestra todas las teclas, en cualquier parte.</translation>
        </message>
        <message>
            <source>In this folder</source>
            <translation>En esta carpeta</translation>
        </message>
        <message>
            <source>Incomplete</source>
            <translation>Incompleto</translation>
        </message>
        <message>
            <source>Initials or code</source>
            <translation>Iniciales o código</translation>
        </message>
        <message>
            <source>Insurers often ask for what is not given here: {missing}. It can be typed in Settings, Practice, and in the client’s file.</source>
            <translation>Las aseguradoras suelen pedir lo que aquí falta: {missing}. Puede escribirse en Ajustes, Consultorio, y en la ficha del cliente.</translation>
        </message>
        <message>
            <source>Intensity</source>
            <translation>Intensidad</translation>
        </message>
        <message>
            <source>Intention</source>
            <translation>Intención</translation>
        </message>
        <message>
            <source>Intention and safety</source>
            <translation>Intención y seguridad</translation>
        </message>
        <message>
            <source>Intention carried over: “{intention}”</source>
            <translation>Intención traída de antes: “{intention}”</translation>
        </message>
        <message>
            <source>Intention for the next dosing session</source>
            <translation>Intención para la próxima sesión de dosificación</translation>
        </message>
        <message>
            <source>It came without a text: its licence is {name}.</source>
            <translation>Vino sin texto: su licencia es {name}.</translation>
        </message>
        <message>
            <source>It carries: {parts}.</source>
            <translation>Contiene: {parts}.</translation>
        </message>
        <message>
            <source>It follows from another entry.</source>
            <translation>Se sigue de otra entrada.</translation>
        </message>
        <message>
            <source>It has moved: show the folder</source>
            <translation>Se movió: indicar la carpeta</translation>
        </message>
        <message>
            <source>It is with {printer}, to be printed.</source>
            <translation>Está en {printer}, para imprimirse.</translation>
        </message>
        <message>
            <source>It is {passed} of {planned}.</source>
            <translation>Van {passed} de {planned}.</translation>
        </message>
        <message>
            <source>It opens the vault if the passphrase is ever lost, and it is shown only now. Keep it on paper in a safe place, away from this laptop.</source>
            <translation>Abre la bóveda si algún día se pierde la frase de contraseña, y solo se muestra ahora. Guárdelo en papel en un lugar seguro, lejos de esta computadora.</translation>
        </message>
        <message>
            <source>It stands in the arc already.</source>
            <translation>Ya está en el arco.</translation>
        </message>
        <message>
            <source>It was not saved: {why}.</source>
            <translation>No se guardó: {why}.</translation>
        </message>
        <message>
            <source>Its name, then Enter</source>
            <translation>Su nombre, luego Intro</translation>
        </message>
        <message>
            <source>Its psychotherapy notes' file, if wanted</source>
            <translation>El archivo de sus notas de psicoterapia, si se desea</translation>
        </message>
        <message>
            <source>Its words leave the record and its saved drafts, and become a private note. What was exported or backed up before still holds them.</source>
            <translation>Sus palabras salen del registro y de sus borradores guardados, y pasan a ser una nota privada. Lo que se exportó o copió antes aún las contiene.</translation>
        </message>
        <message>
            <source>Jinja2 with the names {names}. Lists are gone through with for. Blanks are written [Your words: …], headings with ## and ###.</source>
            <translation>Jinja2 con los nombres {names}. Las listas se recorren con for. Los espacios en blanco se escriben [Sus palabras: …], los títulos con ## y ###.</translation>
        </message>
        <message>
            <source>KAP Companion itself is under the MIT License. It stands on the work of others, listed here. Qt is under the GNU LGPL, version 3: its libraries may be replaced by your own, as the guide to installing says. Installers carry parts under the GNU GPL, so as a whole they may be handed on under the GNU GPL, version 3 or later.</source>
            <translation>KAP Companion está bajo la Licencia MIT. Se apoya en el trabajo de otros, que se nombran aquí. Qt está bajo la GNU LGPL, versión 3: sus bibliotecas pueden sustituirse por las propias, como dice la guía de instalación. Los instaladores llevan partes bajo la GNU GPL; por eso, en conjunto, pueden entregarse a otros bajo la GNU GPL, versión 3 o posterior.</translation>
        </message>
        <message>
            <source>KAP Companion: recovery code

    {code}

It opens the vault if the passphrase is lost. Whoever has it can open the vault: keep it in a safe
place, away from the laptop.
</source>
            <translation>KAP Companion: código de recuperación

    {code}

Abre la bóveda si se pierde la frase de contraseña. Quien lo tenga puede abrir la bóveda:
guárdelo en un lugar seguro, lejos de la computadora.
</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Keep telehealth sessions out of screen sharing</source>
            <translation>No compartir en pantalla las sesiones de telesalud</translation>
        </message>
        <message>
            <source>Keep the arc under this name</source>
            <translation>Guardar el arco con este nombre</translation>
        </message>
        <message>
            <source>Keep the differences inside an album</source>
            <translation>Conservar las diferencias dentro de un álbum</translation>
        </message>
        <message>
            <source>Keep this arc</source>
            <translation>Guardar este arco</translation>
        </message>
        <message>
            <source>Keep this recovery code</source>
            <translation>Guarde este código de recuperación</translation>
        </message>
        <message>
            <source>Keep what is typed</source>
            <translation>Guardar lo escrito</translation>
        </message>
        <message>
            <source>Kept arcs</source>
            <translation>Arcos guardados</translation>
        </message>
        <message>
            <source>Kept arcs, assigning to phases, saving as a list</source>
            <translation>Arcos guardados, asignar a fases, guardar como lista</translation>
        </message>
        <message>
            <source>Kept are the latest {latest}, one a day for {days} days, one a week for {weeks} weeks and one a month for {months} months. Older ones of this vault are removed; other files are not touched.</source>
            <translation>Se conservan las últimas {latest}, una por día durante {days} días, una por semana durante {weeks} semanas y una por mes durante {months} meses. Las más antiguas de esta bóveda se borran; los demás archivos no se tocan.</translation>
        </message>
        <message>
            <source>Kept as {name}.</source>
            <translation>Guardado como {name}.</translation>
        </message>
        <message>
            <source>Kept awake</source>
            <translation>Sin suspensión</translation>
        </message>
        <message>
            <source>Kept twice</source>
            <translation>Guardado dos veces</translation>
        </message>
        <message>
            <source>Kept until {told}</source>
            <translation>Se conserva hasta el {told}</translation>
        </message>
        <message>
            <source>Kept.</source>
            <translation>Guardado.</translation>
        </message>
        <message>
            <source>Key Ctrl+{number}</source>
            <translation>Tecla Ctrl+{number}</translation>
        </message>
        <message>
            <source>Key {key}</source>
            <translation>Tecla {key}</translation>
        </message>
        <message>
            <source>Keychain</source>
            <translation>Llavero</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Teclas</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Language of notes</source>
            <translation>Idioma de las notas</translation>
        </message>
        <message>
            <source>Language of the window</source>
            <translation>Idioma de la ventana</translation>
        </message>
        <message>
            <source>Last note</source>
            <translation>Última nota</translation>
        </message>
        <message>
            <source>Last session</source>
            <translation>Última sesión</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Después</translation>
        </message>
        <message>
            <source>Lead over to the phase now</source>
            <translation>Pasar a la fase actual</translation>
        </message>
        <message>
            <source>Lead over to the {phase} now</source>
            <translation>Pasar ahora a {phase}</translation>
        </message>
        <message>
            <source>Leading over at once</source>
            <translation>Paso inmediato</translation>
        </message>
        <message>
            <source>Leave</source>
            <translation>Salir</translation>
        </message>
        <message>
            <source>Leave as it is</source>
            <translation>Dejar como está</translation>
        </message>
        <message>
            <source>Leave the rehearsal</source>
            <translation>Salir del ensayo</translation>
        </message>
        <message>
            <source>Leave the words as they are</source>
            <translation>Dejar las palabras como están</translation>
        </message>
        <message>
            <source>Leaves</source>
            <translation>Se va</translation>
        </message>
        <message>
            <source>Leaves with</source>
            <translation>Se va con</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Se fue</translation>
        </message>
        <message>
            <source>Left and Right choose a track, with Ctrl they move it; Ctrl+Up and Down: the phase before, after. 1 to 5 intensity, S silence, Delete takes it out.</source>
            <translation>Izquierda y Derecha eligen una pista, con Ctrl la mueven; Ctrl+Arriba y Abajo: la fase anterior, la siguiente. 1 a 5 intensidad, S silencio, Supr la quita.</translation>
        </message>
        <message>
            <source>Left and Right go from entry to entry, Enter goes to it in the notes.</source>
            <translation>Izquierda y Derecha van de entrada en entrada, Intro la muestra en las notas.</translation>
        </message>
        <message>
            <source>Left half typed: the same key in that row goes on with it.</source>
            <translation>Quedó a medio escribir: la misma tecla en esa fila lo continúa.</translation>
        </message>
        <message>
            <source>Left out of the {phase}.</source>
            <translation>Queda fuera de la fase {phase}.</translation>
        </message>
        <message>
            <source>Left out.</source>
            <translation>Queda fuera.</translation>
        </message>
        <message>
            <source>Left out: {entries}</source>
            <translation>Quedan fuera: {entries}</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Duración</translation>
        </message>
        <message>
            <source>Let the arc’s loudness contour shape the level</source>
            <translation>Dejar que el contorno del arco module el nivel</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>Biblioteca</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Licencia</translation>
        </message>
        <message>
            <source>Licences</source>
            <translation>Licencias</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Claro</translation>
        </message>
        <message>
            <source>Limits</source>
            <translation>Límites</translation>
        </message>
        <message>
            <source>Line {number} of the script was passed over.</source>
            <translation>Se pasó por alto la línea {number} del guion.</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>Bloquear</translation>
        </message>
        <message>
            <source>Locks by itself after</source>
            <translation>Se bloquea sola después de</translation>
        </message>
        <message>
            <source>Locks in half a minute. Any key keeps it open.</source>
            <translation>Se bloquea en medio minuto. Cualquier tecla lo evita.</translation>
        </message>
        <message>
            <source>Locks the window before the computer sleeps</source>
            <translation>Bloquea la ventana antes de que la computadora se suspenda</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Bitácora</translation>
        </message>
        <message>
            <source>Log of the vault</source>
            <translation>Bitácora de la bóveda</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Aspecto</translation>
        </message>
        <message>
            <source>Looking for the output.</source>
            <translation>Buscando la salida.</translation>
        </message>
        <message>
            <source>Looking for the printer.</source>
            <translation>Buscando la impresora.</translation>
        </message>
        <message>
            <source>Louder</source>
            <translation>Más fuerte</translation>
        </message>
        <message>
            <source>Loudness of every track</source>
            <translation>Sonoridad de cada pista</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Baja</translation>
        </message>
        <message>
            <source>Lower</source>
            <translation>Bajar</translation>
        </message>
        <message>
            <source>Lower while talking, or raise</source>
            <translation>Bajar al hablar, o subir</translation>
        </message>
        <message>
            <source>Lozenges</source>
            <translation>Pastillas</translation>
        </message>
        <message>
            <source>Made on {moment}. It holds {holds}.</source>
            <translation>Hecha el {moment}. Contiene {holds}.</translation>
        </message>
        <message>
            <source>Make private</source>
            <translation>Hacer privada</translation>
        </message>
        <message>
            <source>Make the last note private</source>
            <translation>Hacer privada la última nota</translation>
        </message>
        <message>
            <source>Make the selected note private</source>
            <translation>Hacer privada la nota seleccionada</translation>
        </message>
        <message>
            <source>Make the vault</source>
            <translation>Crear la bóveda</translation>
        </message>
        <message>
            <source>Make your vault</source>
            <translation>Cree su bóveda</translation>
        </message>
        <message numerus="yes">
            <source>Making one document.</source>
            <comment>Making {n} documents. {made} made.</comment>
            <translation>
                <numerusform>Creando un documento.</numerusform>
                <numerusform>Creando {n} documentos. Hechos: {made}.</numerusform>
                <numerusform>Creando {n} documentos. Hechos: {made}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Making the pages.</source>
            <translation>Creando las páginas.</translation>
        </message>
        <message>
            <source>Making the rehearsal ready.</source>
            <translation>Preparando el ensayo.</translation>
        </message>
        <message>
            <source>Making the vault: measuring how slow a guess must be on this laptop.</source>
            <translation>Creando la bóveda: se mide lo lento que debe ser cada intento en esta computadora.</translation>
        </message>
        <message>
            <source>Mark</source>
            <translation>Marca</translation>
        </message>
        <message>
            <source>Mark kept.</source>
            <translation>Marca guardada.</translation>
        </message>
        <message>
            <source>Mark {number}</source>
            <translation>Marca {number}</translation>
        </message>
        <message>
            <source>Mark {n}</source>
            <translation>Marca {n}</translation>
        </message>
        <message>
            <source>Mark: {name}</source>
            <translation>Marca: {name}</translation>
        </message>
        <message>
            <source>Marked and quoted in the last dosing session: choose to add.</source>
            <translation>Marcado y citado en la última sesión de dosificación: elija para añadir.</translation>
        </message>
        <message>
            <source>Marks</source>
            <translation>Marcas</translation>
        </message>
        <message>
            <source>Marks and note box, at the foot of the session.</source>
            <translation>Las marcas y el cuadro de notas, al pie de la sesión.</translation>
        </message>
        <message>
            <source>Marks. Earlier ones keep their words.</source>
            <translation>Marcas. Las anteriores conservan sus palabras.</translation>
        </message>
        <message>
            <source>May fall asleep</source>
            <translation>Puede suspenderse</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>Cuestionario</translation>
        </message>
        <message>
            <source>Measures</source>
            <translation>Cuestionarios</translation>
        </message>
        <message>
            <source>Measuring {tracks}. {done} measured.</source>
            <translation>Midiendo {tracks}. Medidas: {done}.</translation>
        </message>
        <message>
            <source>Meeting</source>
            <translation>Reunión</translation>
        </message>
        <message>
            <source>Meeting held</source>
            <translation>Reunión</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menú</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>Minutos</translation>
        </message>
        <message>
            <source>Minutes charged</source>
            <translation>Minutos cobrados</translation>
        </message>
        <message>
            <source>Minutes until it locks</source>
            <translation>Minutos hasta que se bloquea</translation>
        </message>
        <message>
            <source>Minutes without key or mouse. It locks too when the laptop sleeps or its screen is locked. What is half typed is kept, and you come back to it. While a session runs the veil is drawn instead: clock, music and note box go on. Four by default; HIPAA asks for a lock, not for a number (45 CFR 164.312(a)(2)(iii)).</source>
            <translation>Minutos sin teclas ni ratón. También se bloquea cuando la computadora se suspende o se bloquea su pantalla. Lo que está a medio escribir se guarda, y se vuelve a ello. Durante una sesión se corre en su lugar el velo: el reloj, la música y el cuadro de notas siguen. Cuatro por defecto; HIPAA pide un bloqueo, no un número (45 CFR 164.312(a)(2)(iii)).</translation>
        </message>
        <message>
            <source>Misheard</source>
            <translation>Oí mal</translation>
        </message>
        <message>
            <source>Mistyped</source>
            <translation>Mal escrito</translation>
        </message>
        <message>
            <source>Moderate</source>
            <translation>Moderada</translation>
        </message>
        <message>
            <source>More exact</source>
            <translation>Más exacto</translation>
        </message>
        <message>
            <source>Motion</source>
            <translation>Movimiento</translation>
        </message>
        <message>
            <source>Moving</source>
            <translation>Animado</translation>
        </message>
        <message>
            <source>Music</source>
            <translation>Música</translation>
        </message>
        <message>
            <source>Music and playlists</source>
            <translation>Música y listas</translation>
        </message>
        <message>
            <source>Music and sound</source>
            <translation>Música y sonido</translation>
        </message>
        <message>
            <source>Music as planned</source>
            <translation>Música según lo previsto</translation>
        </message>
        <message>
            <source>Music at the ceiling, coming in slowly.</source>
            <translation>Música en el tope, que entra despacio.</translation>
        </message>
        <message>
            <source>Music files or a playlist</source>
            <translation>Archivos de música o una lista</translation>
        </message>
        <message>
            <source>Music from elsewhere</source>
            <translation>Música de otra fuente</translation>
        </message>
        <message>
            <source>Music from {name}</source>
            <translation>Música de {name}</translation>
        </message>
        <message>
            <source>Music, and fade to silence</source>
            <translation>La música, y desvanecer a silencio</translation>
        </message>
        <message>
            <source>My own thought</source>
            <translation>Reflexión mía</translation>
        </message>
        <message>
            <source>NPI is the National Provider Identifier, the tax id an EIN or SSN.</source>
            <translation>NPI es el National Provider Identifier; el número fiscal, un EIN o SSN.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>Name and credentials</source>
            <translation>Nombre y credenciales</translation>
        </message>
        <message>
            <source>Name of the music from elsewhere, such as Spotify, then Enter</source>
            <translation>Nombre de la música de otra fuente, como Spotify, luego Intro</translation>
        </message>
        <message>
            <source>Name of this arc</source>
            <translation>Nombre de este arco</translation>
        </message>
        <message>
            <source>Name, as you sign</source>
            <translation>Nombre, como firma</translation>
        </message>
        <message>
            <source>Name, then Enter</source>
            <translation>Nombre, luego Intro</translation>
        </message>
        <message>
            <source>Needed before a telehealth dose: {count} to fill in.</source>
            <translation>Antes de una dosis por telesalud: falta completar {count}.</translation>
        </message>
        <message>
            <source>New client</source>
            <translation>Nuevo cliente</translation>
        </message>
        <message>
            <source>New template</source>
            <translation>Nueva plantilla</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Siguiente</translation>
        </message>
        <message>
            <source>Next screen</source>
            <translation>Pantalla siguiente</translation>
        </message>
        <message>
            <source>Next sentence and its sources</source>
            <translation>Frase siguiente y sus fuentes</translation>
        </message>
        <message>
            <source>Next step: {title}</source>
            <translation>Paso siguiente: {title}</translation>
        </message>
        <message>
            <source>Next tab</source>
            <translation>Pestaña siguiente</translation>
        </message>
        <message>
            <source>Next track</source>
            <translation>Pista siguiente</translation>
        </message>
        <message>
            <source>Next: {track}</source>
            <translation>Sigue: {track}</translation>
        </message>
        <message>
            <source>No act here speaks of ‘{words}’.</source>
            <translation>Aquí ninguna acción menciona “{words}”.</translation>
        </message>
        <message>
            <source>No address for the emergency card. Settings, Practice, keeps one for later sessions.</source>
            <translation>Falta la dirección para la tarjeta de emergencia. Ajustes, Consultorio, guarda una para las próximas sesiones.</translation>
        </message>
        <message>
            <source>No backup has been made in this folder yet.</source>
            <translation>Aún no se ha hecho ninguna copia en esta carpeta.</translation>
        </message>
        <message>
            <source>No blank is open.</source>
            <translation>No queda ningún espacio en blanco.</translation>
        </message>
        <message>
            <source>No clients yet</source>
            <translation>Aún no hay clientes</translation>
        </message>
        <message>
            <source>No crossfade</source>
            <translation>Sin fundido</translation>
        </message>
        <message>
            <source>No dictionary for your language is installed.</source>
            <translation>No hay ningún diccionario instalado para su idioma.</translation>
        </message>
        <message>
            <source>No dose is planned.</source>
            <translation>No hay dosis prevista.</translation>
        </message>
        <message>
            <source>No dose was taken.</source>
            <translation>No se tomó ninguna dosis.</translation>
        </message>
        <message>
            <source>No dosing session yet.</source>
            <translation>Aún no hay sesiones de dosificación.</translation>
        </message>
        <message>
            <source>No entry yet.</source>
            <translation>Aún no hay entradas.</translation>
        </message>
        <message>
            <source>No limit is given: fill in one, or leave all empty.</source>
            <translation>No se indica ningún límite: complete uno o deje todo vacío.</translation>
        </message>
        <message>
            <source>No limits given by the prescriber.</source>
            <translation>El prescriptor no indicó límites.</translation>
        </message>
        <message>
            <source>No music chosen</source>
            <translation>Sin música elegida</translation>
        </message>
        <message>
            <source>No music chosen.</source>
            <translation>Sin música elegida.</translation>
        </message>
        <message>
            <source>No music is chosen: Ctrl+Shift+M chooses a folder or files.</source>
            <translation>No hay música elegida: Ctrl+Shift+M elige una carpeta o archivos.</translation>
        </message>
        <message>
            <source>No music yet. Add a folder, or drop one here; what is chosen comes here too.</source>
            <translation>Aún no hay música. Añada una carpeta o suéltela aquí; lo que se elige también llega aquí.</translation>
        </message>
        <message>
            <source>No note holds these words.</source>
            <translation>Ninguna nota contiene estas palabras.</translation>
        </message>
        <message>
            <source>No output</source>
            <translation>Sin salida</translation>
        </message>
        <message>
            <source>No printer is set up on this computer, or its print service does not run: look into the system’s settings, or export a PDF (Ctrl+E).</source>
            <translation>En esta computadora no hay ninguna impresora configurada, o su servicio de impresión no funciona: revise los ajustes del sistema o exporte un PDF (Ctrl+E).</translation>
        </message>
        <message>
            <source>No printer is set up on this laptop: save it to a file instead.</source>
            <translation>En esta computadora no hay ninguna impresora configurada: guárdelo en un archivo.</translation>
        </message>
        <message>
            <source>No program here opens the guide. It lies in {path}.</source>
            <translation>Aquí ningún programa abre la guía. Está en {path}.</translation>
        </message>
        <message>
            <source>No reading since the dose</source>
            <translation>Sin mediciones desde la dosis</translation>
        </message>
        <message>
            <source>No reading yet</source>
            <translation>Aún sin mediciones</translation>
        </message>
        <message>
            <source>No session yet</source>
            <translation>Sin sesiones</translation>
        </message>
        <message>
            <source>No setting speaks of ‘{typed}’. Esc shows all of them again.</source>
            <translation>Ningún ajuste menciona “{typed}”. Esc los muestra todos otra vez.</translation>
        </message>
        <message>
            <source>No unplayed music of the {phase} is left in this arc.</source>
            <translation>En este arco no queda música sin sonar de la fase {phase}.</translation>
        </message>
        <message>
            <source>No vitals at the close.</source>
            <translation>Sin signos vitales al cierre.</translation>
        </message>
        <message>
            <source>No vitals yet.</source>
            <translation>Aún sin signos vitales.</translation>
        </message>
        <message>
            <source>Nobody can take this back. Type {code} to confirm it.</source>
            <translation>Nadie puede deshacer esto. Escriba {code} para confirmarlo.</translation>
        </message>
        <message>
            <source>Nobody named yet.</source>
            <translation>Aún no se ha nombrado a nadie.</translation>
        </message>
        <message>
            <source>None given.</source>
            <translation>Sin indicar.</translation>
        </message>
        <message>
            <source>None is set for this output yet. Set it once, by ear.</source>
            <translation>Aún no hay tope para esta salida. Fíjelo una vez, de oído.</translation>
        </message>
        <message>
            <source>None kept yet.</source>
            <translation>Aún no hay ninguno guardado.</translation>
        </message>
        <message>
            <source>None of them taken</source>
            <translation>Ninguno medido</translation>
        </message>
        <message>
            <source>None set</source>
            <translation>Sin fijar</translation>
        </message>
        <message>
            <source>None taken yet.</source>
            <translation>Aún sin datos.</translation>
        </message>
        <message>
            <source>None yet.</source>
            <translation>Aún nada.</translation>
        </message>
        <message>
            <source>Not at all</source>
            <translation>Sin redondeo</translation>
        </message>
        <message>
            <source>Not for the record</source>
            <translation>No va en el registro</translation>
        </message>
        <message>
            <source>Not found</source>
            <translation>No encontrado</translation>
        </message>
        <message numerus="yes">
            <source>Not found: {name}.</source>
            <comment>{n} of what the list names were not found.</comment>
            <translation>
                <numerusform>No encontrado: {name}.</numerusform>
                <numerusform>No se encontraron {n} de los que nombra la lista.</numerusform>
                <numerusform>No se encontraron {n} de los que nombra la lista.</numerusform>
            </translation>
        </message>
        <message>
            <source>Not signed: every page says DRAFT.</source>
            <translation>Sin firmar: cada página dice BORRADOR.</translation>
        </message>
        <message>
            <source>Not so</source>
            <translation>No fue así</translation>
        </message>
        <message>
            <source>Not told yet: with whom {client} leaves.</source>
            <translation>Con quién se va {client}: aún sin indicar.</translation>
        </message>
        <message>
            <source>Not told: whether {questions}.</source>
            <translation>No se sabe si {questions}.</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Note kept.</source>
            <translation>Nota guardada.</translation>
        </message>
        <message>
            <source>Note templates</source>
            <translation>Plantillas de nota</translation>
        </message>
        <message>
            <source>Note, then Enter</source>
            <translation>Nota, luego Intro</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notas</translation>
        </message>
        <message>
            <source>Notes go on until signing.</source>
            <translation>Se puede anotar hasta la firma.</translation>
        </message>
        <message>
            <source>Notes, newest first</source>
            <translation>Notas, la más reciente primero</translation>
        </message>
        <message>
            <source>Nothing asks for an answer now.</source>
            <translation>Nada pide respuesta ahora.</translation>
        </message>
        <message>
            <source>Nothing gets louder than this in a session.</source>
            <translation>Nada suena más fuerte que esto en una sesión.</translation>
        </message>
        <message>
            <source>Nothing gets louder than {ceiling} in a session</source>
            <translation>Nada suena más fuerte que {ceiling} en una sesión</translation>
        </message>
        <message>
            <source>Nothing in the way.</source>
            <translation>Nada lo impide.</translation>
        </message>
        <message>
            <source>Nothing in {count} tracks holds these words.</source>
            <translation>Ninguna de las {count} pistas contiene estas palabras.</translation>
        </message>
        <message>
            <source>Nothing is held under the tongue now.</source>
            <translation>Ahora no se retiene nada bajo la lengua.</translation>
        </message>
        <message>
            <source>Nothing is kept. Above 1× the music makes no sound.</source>
            <translation>No se guarda nada. Por encima de 1× la música no suena.</translation>
        </message>
        <message>
            <source>Nothing is open.</source>
            <translation>No queda nada pendiente.</translation>
        </message>
        <message>
            <source>Nothing left this vault yet.</source>
            <translation>Aún no ha salido nada de esta bóveda.</translation>
        </message>
        <message>
            <source>Nothing waits to be signed.</source>
            <translation>Nada espera firma.</translation>
        </message>
        <message>
            <source>Nothing was done for this client yet that could be charged.</source>
            <translation>Aún no se ha hecho nada por este cliente que se pueda cobrar.</translation>
        </message>
        <message>
            <source>Nothing was just kept that could be made private.</source>
            <translation>No se acaba de guardar nada que se pueda hacer privado.</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Número</translation>
        </message>
        <message>
            <source>Of all words in the window.</source>
            <translation>De todas las palabras de la ventana.</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Nunca</translation>
        </message>
        <message>
            <source>Off: whoever comes to this laptop while you are away reads what is open.</source>
            <translation>Nunca: quien se acerque a esta computadora en su ausencia lee lo que está abierto.</translation>
        </message>
        <message>
            <source>On Windows export a PDF (Ctrl+E), print that, and delete it: from here it would leave a copy in clear.</source>
            <translation>En Windows exporte un PDF (Ctrl+E), imprímalo y bórrelo: desde aquí dejaría una copia sin cifrar.</translation>
        </message>
        <message>
            <source>On, as 2026-03-02</source>
            <translation>El día, como 2026-03-02</translation>
        </message>
        <message>
            <source>One PDF: where the course is, its sessions with doses, vitals and adverse events, measures, supply and limits. Meetings’ notes are left out; psychotherapy notes are never in it. It lies in the folder in clear, outside the vault.</source>
            <translation>Un PDF: en qué punto está el tratamiento, sus sesiones con dosis, signos vitales y eventos adversos, cuestionarios, suministro y límites. Las notas de las reuniones quedan fuera; las notas de psicoterapia nunca están en él. Queda sin cifrar en la carpeta, fuera de la bóveda.</translation>
        </message>
        <message numerus="yes">
            <source>One item is open.</source>
            <comment>{n} items are open.</comment>
            <translation>
                <numerusform>Queda un punto pendiente.</numerusform>
                <numerusform>Quedan {n} puntos pendientes.</numerusform>
                <numerusform>Quedan {n} puntos pendientes.</numerusform>
            </translation>
        </message>
        <message>
            <source>One moment, then press Enter again.</source>
            <translation>Un momento; luego pulse Intro otra vez.</translation>
        </message>
        <message>
            <source>One moment: the passphrase is being changed.</source>
            <translation>Un momento: se está cambiando la frase de contraseña.</translation>
        </message>
        <message>
            <source>One moment: the rehearsal is being made ready.</source>
            <translation>Un momento: se está preparando el ensayo.</translation>
        </message>
        <message>
            <source>One moment: the vault is being opened.</source>
            <translation>Un momento: se está abriendo la bóveda.</translation>
        </message>
        <message numerus="yes">
            <source>One track was found there.</source>
            <comment>{n} tracks were found there.</comment>
            <translation>
                <numerusform>Se encontró allí una pista.</numerusform>
                <numerusform>Se encontraron allí {n} pistas.</numerusform>
                <numerusform>Se encontraron allí {n} pistas.</numerusform>
            </translation>
        </message>
        <message>
            <source>Only a note or a mark of the record can be made private.</source>
            <translation>Solo una nota o una marca del registro se puede hacer privada.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Pendiente</translation>
        </message>
        <message>
            <source>Open the arc {name}</source>
            <translation>Abrir el arco {name}</translation>
        </message>
        <message>
            <source>Open the guide</source>
            <translation>Abrir la guía</translation>
        </message>
        <message>
            <source>Open the library</source>
            <translation>Abrir la biblioteca</translation>
        </message>
        <message>
            <source>Open the veil</source>
            <translation>Abrir el velo</translation>
        </message>
        <message>
            <source>Open: {item}</source>
            <translation>Pendiente: {item}</translation>
        </message>
        <message>
            <source>Opened</source>
            <translation>Abierta</translation>
        </message>
        <message>
            <source>Opening each file: {done} of {every}.</source>
            <translation>Abriendo cada archivo: {done} de {every}.</translation>
        </message>
        <message>
            <source>Or Ctrl+Shift+R keeps who arrived.</source>
            <translation>O Ctrl+Shift+R guarda quién llegó.</translation>
        </message>
        <message>
            <source>Or F2 takes them.</source>
            <translation>O F2 los toma.</translation>
        </message>
        <message>
            <source>Or F6 keeps that it was spat.</source>
            <translation>O F6 guarda que se escupió.</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Resultado</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>Salida</translation>
        </message>
        <message>
            <source>Output of the sound</source>
            <translation>Salida del sonido</translation>
        </message>
        <message>
            <source>Output: {name}</source>
            <translation>Salida: {name}</translation>
        </message>
        <message>
            <source>Output: {name}; choose another</source>
            <translation>Salida: {name}; elegir otra</translation>
        </message>
        <message>
            <source>Outputs</source>
            <translation>Salidas</translation>
        </message>
        <message>
            <source>Outside the limits of {by}: {passed}.</source>
            <translation>Fuera de los límites indicados por {by}: {passed}.</translation>
        </message>
        <message>
            <source>Outside the limits of {prescriber}: {limits}. What was done?</source>
            <translation>Fuera de los límites indicados por {prescriber}: {limits}. ¿Qué se hizo?</translation>
        </message>
        <message>
            <source>Outside. Limits of {by}: {limits}.</source>
            <translation>Fuera. Límites según {by}: {limits}.</translation>
        </message>
        <message>
            <source>Over the planned end</source>
            <translation>Pasado el fin previsto</translation>
        </message>
        <message>
            <source>Overdue</source>
            <translation>Atrasado</translation>
        </message>
        <message>
            <source>Own template</source>
            <translation>Plantilla propia</translation>
        </message>
        <message>
            <source>P private</source>
            <translation>P privada</translation>
        </message>
        <message>
            <source>PIN for this session, 4 to 8 digits</source>
            <translation>PIN para esta sesión, de 4 a 8 dígitos</translation>
        </message>
        <message>
            <source>PIN or passphrase</source>
            <translation>PIN o frase de contraseña</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Pagado</translation>
        </message>
        <message>
            <source>Paid in full</source>
            <translation>Pagado todo</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Frase de contraseña</translation>
        </message>
        <message>
            <source>Password of the PDF</source>
            <translation>Contraseña del PDF</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausa</translation>
        </message>
        <message>
            <source>Pause the rehearsal, or go on</source>
            <translation>Pausar el ensayo o seguir</translation>
        </message>
        <message>
            <source>Peak change</source>
            <translation>Cambio máx.</translation>
        </message>
        <message>
            <source>Phases of the window</source>
            <translation>Fases de la ventana</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Teléfono</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>Plan</translation>
        </message>
        <message>
            <source>Plan: {plan}</source>
            <translation>Plan: {plan}</translation>
        </message>
        <message>
            <source>Planned</source>
            <translation>Plan</translation>
        </message>
        <message>
            <source>Planned dose</source>
            <translation>Dosis prevista</translation>
        </message>
        <message>
            <source>Planned dose in mg</source>
            <translation>Dosis prevista en mg</translation>
        </message>
        <message>
            <source>Planned end</source>
            <translation>Fin previsto</translation>
        </message>
        <message>
            <source>Planned length</source>
            <translation>Duración prevista</translation>
        </message>
        <message>
            <source>Planned length in minutes</source>
            <translation>Duración prevista en minutos</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Reproducir</translation>
        </message>
        <message>
            <source>Play or pause</source>
            <translation>Reproducir o pausar</translation>
        </message>
        <message>
            <source>Play or pause, to hear the headphones</source>
            <translation>Reproducir o pausar, para oír los audífonos</translation>
        </message>
        <message>
            <source>Playlist</source>
            <translation>Lista</translation>
        </message>
        <message>
            <source>Position in the track</source>
            <translation>Posición en la pista</translation>
        </message>
        <message>
            <source>Practice</source>
            <translation>Consultorio</translation>
        </message>
        <message>
            <source>Prepare</source>
            <translation>Preparar</translation>
        </message>
        <message>
            <source>Prescriber</source>
            <translation>Prescriptor</translation>
        </message>
        <message>
            <source>Prescriber told at {time}: kept.</source>
            <translation>Se avisó al prescriptor a las {time}: guardado.</translation>
        </message>
        <message>
            <source>Prescriber told now</source>
            <translation>Se avisó al prescriptor ahora</translation>
        </message>
        <message>
            <source>Prescriber's limits</source>
            <translation>Límites del prescriptor</translation>
        </message>
        <message>
            <source>Prescriber’s written limits</source>
            <translation>Límites escritos del prescriptor</translation>
        </message>
        <message>
            <source>Prescription</source>
            <translation>Receta</translation>
        </message>
        <message>
            <source>Present</source>
            <translation>Presentes</translation>
        </message>
        <message>
            <source>Present: {here}</source>
            <translation>Presentes: {here}</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vista previa</translation>
        </message>
        <message>
            <source>Previous</source>
            <translation>Anterior</translation>
        </message>
        <message>
            <source>Previous track</source>
            <translation>Pista anterior</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Imprimir</translation>
        </message>
        <message>
            <source>Print the psychotherapy notes apart</source>
            <translation>Imprimir aparte las notas de psicoterapia</translation>
        </message>
        <message>
            <source>Print this page</source>
            <translation>Imprimir esta página</translation>
        </message>
        <message>
            <source>Print this record</source>
            <translation>Imprimir este registro</translation>
        </message>
        <message numerus="yes">
            <source>Print {n} psychotherapy note of this session, and nothing of the record</source>
            <comment>Print {n} psychotherapy notes of this session, and nothing of the record</comment>
            <translation>
                <numerusform>Imprimir {n} nota de psicoterapia de esta sesión, y nada del registro,</numerusform>
                <numerusform>Imprimir {n} notas de psicoterapia de esta sesión, y nada del registro,</numerusform>
                <numerusform>Imprimir {n} notas de psicoterapia de esta sesión, y nada del registro,</numerusform>
            </translation>
        </message>
        <message>
            <source>Printing is not possible here: save it to a file instead.</source>
            <translation>Aquí no se puede imprimir: guárdelo en un archivo.</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>Privacidad</translation>
        </message>
        <message>
            <source>Private note</source>
            <translation>Nota privada</translation>
        </message>
        <message>
            <source>Private note kept.</source>
            <translation>Nota privada guardada.</translation>
        </message>
        <message>
            <source>Private note, or back</source>
            <translation>Nota privada, o volver</translation>
        </message>
        <message>
            <source>Private note, then Enter</source>
            <translation>Nota privada, luego Intro</translation>
        </message>
        <message>
            <source>Procedure code</source>
            <translation>Código de procedimiento</translation>
        </message>
        <message>
            <source>Psychotherapy notes are with {printer}, to be printed.</source>
            <translation>Las notas de psicoterapia están en {printer}, para imprimirse.</translation>
        </message>
        <message>
            <source>Put a new {title} draft in place of what you edited? Your text stays readable in the log.</source>
            <translation>¿Poner un nuevo borrador {title} en lugar de lo que editó? Su texto sigue legible en la bitácora.</translation>
        </message>
        <message>
            <source>Put the cursor into a sentence.</source>
            <translation>Ponga el cursor en una frase.</translation>
        </message>
        <message>
            <source>Question {number} has no answer yet.</source>
            <translation>La pregunta {number} aún no tiene respuesta.</translation>
        </message>
        <message>
            <source>Question {number}: {words}</source>
            <translation>Pregunta {number}: {words}</translation>
        </message>
        <message>
            <source>Quieter</source>
            <translation>Más bajo</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Salir</translation>
        </message>
        <message>
            <source>REHEARSAL</source>
            <translation>ENSAYO</translation>
        </message>
        <message>
            <source>RR</source>
            <translation>FR</translation>
        </message>
        <message>
            <source>Raise</source>
            <translation>Subir</translation>
        </message>
        <message>
            <source>Range of the dose</source>
            <translation>Rango de la dosis</translation>
        </message>
        <message>
            <source>Reading the music</source>
            <translation>Leyendo la música</translation>
        </message>
        <message numerus="yes">
            <source>Reading {source}: {n} track so far.</source>
            <comment>Reading {source}: {n} tracks so far.</comment>
            <translation>
                <numerusform>Leyendo {source}: {n} pista hasta ahora.</numerusform>
                <numerusform>Leyendo {source}: {n} pistas hasta ahora.</numerusform>
                <numerusform>Leyendo {source}: {n} pistas hasta ahora.</numerusform>
            </translation>
        </message>
        <message>
            <source>Readings</source>
            <translation>Mediciones</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Reason for going on</source>
            <translation>Motivo para continuar</translation>
        </message>
        <message>
            <source>Reason, if there is one</source>
            <translation>Motivo, si lo hay</translation>
        </message>
        <message>
            <source>Reason: {reason}</source>
            <translation>Motivo: {reason}</translation>
        </message>
        <message>
            <source>Recovery code {code}</source>
            <translation>Código de recuperación {code}</translation>
        </message>
        <message>
            <source>Recovery code, as in 7K2M-9QTB-…</source>
            <translation>Código de recuperación, como 7K2M-9QTB-…</translation>
        </message>
        <message>
            <source>Refill</source>
            <translation>Reposición</translation>
        </message>
        <message>
            <source>Rehearsal</source>
            <translation>Ensayo</translation>
        </message>
        <message>
            <source>Rehearse a session</source>
            <translation>Ensayar una sesión</translation>
        </message>
        <message>
            <source>Rehearse faster</source>
            <translation>Ensayar más rápido</translation>
        </message>
        <message>
            <source>Rehearse slower</source>
            <translation>Ensayar más lento</translation>
        </message>
        <message>
            <source>Remembered. Where it goes, the music waits: it never moves to another by itself.</source>
            <translation>Se recuerda. Si desaparece, la música espera: nunca pasa sola a otra.</translation>
        </message>
        <message>
            <source>Replace file</source>
            <translation>Sustituir archivo</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Restaurar</translation>
        </message>
        <message>
            <source>Restore from a backup</source>
            <translation>Restaurar una copia</translation>
        </message>
        <message>
            <source>Restored: {entries}, as they were on {moment}.</source>
            <translation>Restaurado: {entries}, tal como estaban el {moment}.</translation>
        </message>
        <message>
            <source>Restoring, {percent} %. It is checked before anything is replaced.</source>
            <translation>Restaurando, {percent} %. Se comprueba antes de reemplazar nada.</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Reanudar</translation>
        </message>
        <message>
            <source>Retention</source>
            <translation>Conservación</translation>
        </message>
        <message>
            <source>Return</source>
            <translation>Retorno</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Función</translation>
        </message>
        <message>
            <source>Role of who comes</source>
            <translation>Función de quien llega</translation>
        </message>
        <message>
            <source>Safety</source>
            <translation>Seguridad</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Save as a playlist</source>
            <translation>Guardar como lista</translation>
        </message>
        <message>
            <source>Save the arc as a playlist</source>
            <translation>Guardar el arco como lista de reproducción</translation>
        </message>
        <message>
            <source>Save the recovery code</source>
            <translation>Guardar el código de recuperación</translation>
        </message>
        <message>
            <source>Save this first, or leave it with Esc.</source>
            <translation>Guarde esto primero, o déjelo con Esc.</translation>
        </message>
        <message>
            <source>Save to a file</source>
            <translation>Guardar en un archivo</translation>
        </message>
        <message>
            <source>Saved as {name}.</source>
            <translation>Guardado como {name}.</translation>
        </message>
        <message>
            <source>Saved as {name}. Move it away from this laptop.</source>
            <translation>Guardado como {name}. Llévelo fuera de esta computadora.</translation>
        </message>
        <message>
            <source>Say the day as 2026-03-02.</source>
            <translation>Escriba el día como 2026-03-02.</translation>
        </message>
        <message>
            <source>Say the time as 14:30, or leave it empty.</source>
            <translation>Escriba la hora como 14:30, o déjela vacía.</translation>
        </message>
        <message>
            <source>Say what happened then, such as: {ago} she laughed.</source>
            <translation>Diga qué ocurrió entonces, por ejemplo: {ago} se rio.</translation>
        </message>
        <message>
            <source>Say when the limits were given, as 2026-03-02.</source>
            <translation>Diga cuándo se indicaron los límites, como 2026-03-02.</translation>
        </message>
        <message>
            <source>Say who gave the limits: they are the prescriber’s, in writing.</source>
            <translation>Diga quién indicó los límites: son del médico prescriptor, por escrito.</translation>
        </message>
        <message>
            <source>Say who that is: support person, interpreter …</source>
            <translation>Diga quién es: persona de apoyo, intérprete …</translation>
        </message>
        <message>
            <source>Say why it is corrected.</source>
            <translation>Diga por qué se corrige.</translation>
        </message>
        <message>
            <source>Say why it is destroyed.</source>
            <translation>Diga por qué se destruye.</translation>
        </message>
        <message>
            <source>Say why it is struck.</source>
            <translation>Diga por qué se tacha.</translation>
        </message>
        <message>
            <source>Scale</source>
            <translation>Escala</translation>
        </message>
        <message>
            <source>Screen before</source>
            <translation>Pantalla anterior</translation>
        </message>
        <message>
            <source>Screen sharing</source>
            <translation>Pantalla compartida</translation>
        </message>
        <message>
            <source>Screens</source>
            <translation>Pantallas</translation>
        </message>
        <message>
            <source>Search the library</source>
            <translation>Buscar en la biblioteca</translation>
        </message>
        <message>
            <source>Select a client first: type the first letter.</source>
            <translation>Seleccione primero un cliente: escriba la primera letra.</translation>
        </message>
        <message>
            <source>Select a note first: Up goes to the notes.</source>
            <translation>Seleccione primero una nota: Arriba lleva a las notas.</translation>
        </message>
        <message>
            <source>Sentence before</source>
            <translation>Frase anterior</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Servicio</translation>
        </message>
        <message>
            <source>Services</source>
            <translation>Servicios</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>Sesión</translation>
        </message>
        <message>
            <source>Session scripts</source>
            <translation>Guiones de sesión</translation>
        </message>
        <message>
            <source>Session {number}</source>
            <translation>Sesión {number}</translation>
        </message>
        <message>
            <source>Session {number} of {planned}</source>
            <translation>Sesión {number} de {planned}</translation>
        </message>
        <message>
            <source>Session {number}, {day}</source>
            <translation>Sesión {number}, {day}</translation>
        </message>
        <message>
            <source>Session {number}, {day}, {booked}, {supply}</source>
            <translation>Sesión {number}, {day}, {booked}, {supply}</translation>
        </message>
        <message>
            <source>Session {number}, {day}, {stage}</source>
            <translation>Sesión {number}, {day}, {stage}</translation>
        </message>
        <message>
            <source>Sessions</source>
            <translation>Sesiones</translation>
        </message>
        <message>
            <source>Sessions of this client</source>
            <translation>Sesiones de este cliente</translation>
        </message>
        <message>
            <source>Sessions of this course</source>
            <translation>Sesiones de este tratamiento</translation>
        </message>
        <message>
            <source>Sessions planned</source>
            <translation>Sesiones previstas</translation>
        </message>
        <message>
            <source>Sessions today</source>
            <translation>Sesiones de hoy</translation>
        </message>
        <message>
            <source>Set a day</source>
            <translation>Fijar día</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>Settings, passphrase</source>
            <translation>Ajustes, frase de contraseña</translation>
        </message>
        <message>
            <source>Severity</source>
            <translation>Intensidad</translation>
        </message>
        <message>
            <source>Shift+Enter begins a line</source>
            <translation>Shift+Intro empieza una línea</translation>
        </message>
        <message>
            <source>Shift+Enter for a new line</source>
            <translation>Shift+Intro: nueva línea</translation>
        </message>
        <message>
            <source>Show the keys of this screen</source>
            <translation>Mostrar las teclas de esta pantalla</translation>
        </message>
        <message>
            <source>Show the sound in Settings</source>
            <translation>Mostrar el sonido en Ajustes</translation>
        </message>
        <message>
            <source>Show the vault in Settings</source>
            <translation>Mostrar la bóveda en Ajustes</translation>
        </message>
        <message>
            <source>Show what I type</source>
            <translation>Mostrar lo que escribo</translation>
        </message>
        <message>
            <source>Show what waits on Home</source>
            <translation>Mostrar lo que espera en Inicio</translation>
        </message>
        <message>
            <source>Show what was not found, and why</source>
            <translation>Mostrar lo no encontrado, y por qué</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Firmar</translation>
        </message>
        <message>
            <source>Sign as “{name}”? This cannot be taken back.</source>
            <translation>¿Firmar como “{name}”? No se puede deshacer.</translation>
        </message>
        <message>
            <source>Sign the record</source>
            <translation>Firmar el registro</translation>
        </message>
        <message>
            <source>Signed</source>
            <translation>Firmado</translation>
        </message>
        <message>
            <source>Signed. Only addenda follow.</source>
            <translation>Firmado. Solo siguen adendas.</translation>
        </message>
        <message>
            <source>Signed: the documents carry the hash above.</source>
            <translation>Firmado: los documentos llevan el hash de arriba.</translation>
        </message>
        <message>
            <source>Signing closes the record: only addenda can follow.</source>
            <translation>La firma cierra el registro: después solo pueden seguir adendas.</translation>
        </message>
        <message>
            <source>Since opening {minutes}, {phase}, no dose yet</source>
            <translation>Desde la apertura {minutes}, {phase}, aún sin dosis</translation>
        </message>
        <message>
            <source>Skip the tour</source>
            <translation>Omitir el recorrido</translation>
        </message>
        <message>
            <source>Small window beside a video call</source>
            <translation>Ventana pequeña junto a una videollamada</translation>
        </message>
        <message>
            <source>Snippet {n}, its phrase</source>
            <translation>Abreviatura {n}, su frase</translation>
        </message>
        <message>
            <source>Snippet {n}, what is typed</source>
            <translation>Abreviatura {n}, lo que se escribe</translation>
        </message>
        <message>
            <source>Snippets</source>
            <translation>Abreviaturas</translation>
        </message>
        <message>
            <source>Some of these words are your own.</source>
            <translation>Algunas de estas palabras son suyas.</translation>
        </message>
        <message>
            <source>Somebody arrived or left</source>
            <translation>Alguien llegó o se fue</translation>
        </message>
        <message>
            <source>Sound leaves again</source>
            <translation>Vuelve a salir sonido</translation>
        </message>
        <message>
            <source>Sound leaves again, by {device}</source>
            <translation>Vuelve a salir sonido, por {device}</translation>
        </message>
        <message>
            <source>Sound leaving</source>
            <translation>Sonido que sale</translation>
        </message>
        <message>
            <source>Sound out</source>
            <translation>Sonido</translation>
        </message>
        <message>
            <source>Sounds at the ceiling.</source>
            <translation>Suena en el tope.</translation>
        </message>
        <message>
            <source>Source: {source}</source>
            <translation>Fuente: {source}</translation>
        </message>
        <message>
            <source>Sources of this sentence</source>
            <translation>Fuentes de esta frase</translation>
        </message>
        <message>
            <source>Sources:</source>
            <translation>Fuentes:</translation>
        </message>
        <message>
            <source>SpO₂ at least</source>
            <translation>SpO₂ al menos</translation>
        </message>
        <message>
            <source>SpO₂ {percent} or more</source>
            <translation>SpO₂ {percent} o más</translation>
        </message>
        <message>
            <source>Spat</source>
            <translation>Escupida</translation>
        </message>
        <message>
            <source>Spat.</source>
            <translation>Se escupió.</translation>
        </message>
        <message>
            <source>Spat. Held for {elapsed}.</source>
            <translation>Escupida. Retenida {elapsed}.</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>Velocidad</translation>
        </message>
        <message>
            <source>Spit</source>
            <translation>Escupir</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Iniciar</translation>
        </message>
        <message>
            <source>Start a session</source>
            <translation>Iniciar una sesión</translation>
        </message>
        <message>
            <source>Start a session with {code}? It is session {number} of {planned}.</source>
            <translation>¿Iniciar una sesión con {code}? Es la sesión {number} de {planned}.</translation>
        </message>
        <message>
            <source>Start a session with {code}? It is session {number}.</source>
            <translation>¿Iniciar una sesión con {code}? Es la sesión {number}.</translation>
        </message>
        <message>
            <source>Steering the music</source>
            <translation>Guiar la música</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>Paso</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Pasos</translation>
        </message>
        <message>
            <source>Steps of so many minutes, counted from the minutes that a fee is for. The superbill shows the clock’s minutes beside those charged.</source>
            <translation>Pasos de tantos minutos, contados desde los minutos de la tarifa. La superbill muestra los minutos del reloj junto a los cobrados.</translation>
        </message>
        <message>
            <source>Still</source>
            <translation>Quieto</translation>
        </message>
        <message>
            <source>Still needed: {field}.</source>
            <translation>Aún falta: {field}.</translation>
        </message>
        <message>
            <source>Still needed: {name}.</source>
            <translation>Aún falta: {name}.</translation>
        </message>
        <message>
            <source>Still: the marker and the line of now step once a minute, a track by twentieths, what is due turns amber in four steps, and the sound only says that it is there. The clock runs as ever.</source>
            <translation>Quieto: el marcador y la línea del ahora avanzan una vez por minuto, una pista por vigésimos, lo que toca se vuelve ámbar en cuatro pasos, y el sonido solo dice que está. El reloj corre como siempre.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Parar</translation>
        </message>
        <message>
            <source>Strike</source>
            <translation>Tachar</translation>
        </message>
        <message>
            <source>Strike it</source>
            <translation>Tachar</translation>
        </message>
        <message>
            <source>Strike it? It stays readable.</source>
            <translation>¿Tachar? Sigue legible.</translation>
        </message>
        <message>
            <source>Strike the end</source>
            <translation>Tachar el fin</translation>
        </message>
        <message>
            <source>Strike the selected note</source>
            <translation>Tachar la nota seleccionada</translation>
        </message>
        <message>
            <source>Strong.</source>
            <translation>Fuerte.</translation>
        </message>
        <message>
            <source>Struck. It stays readable among all entries.</source>
            <translation>Tachado. Sigue legible entre todas las entradas.</translation>
        </message>
        <message>
            <source>Struck: the sentence goes.</source>
            <translation>Tachada: la frase se quita.</translation>
        </message>
        <message>
            <source>Struck: {reason}</source>
            <translation>Tachada: {reason}</translation>
        </message>
        <message>
            <source>Such as resting, prescriber told</source>
            <translation>Como: en reposo, prescriptor avisado</translation>
        </message>
        <message>
            <source>Suggest another spelling</source>
            <translation>Sugerir otra ortografía</translation>
        </message>
        <message>
            <source>Superbill</source>
            <translation>Superbill</translation>
        </message>
        <message>
            <source>Superbill for {code}</source>
            <translation>Superbill de {code}</translation>
        </message>
        <message>
            <source>Supply</source>
            <translation>Suministro</translation>
        </message>
        <message>
            <source>Support person</source>
            <translation>Persona de apoyo</translation>
        </message>
        <message>
            <source>Support person in the home</source>
            <translation>Persona de apoyo en casa</translation>
        </message>
        <message>
            <source>Support person’s number</source>
            <translation>Número de la persona de apoyo</translation>
        </message>
        <message>
            <source>Swallowed</source>
            <translation>Tragada</translation>
        </message>
        <message>
            <source>Swallowed, not spat</source>
            <translation>Tragada, no escupida</translation>
        </message>
        <message>
            <source>Systolic</source>
            <translation>Sistólica</translation>
        </message>
        <message>
            <source>Systolic under</source>
            <translation>Sistólica menor de</translation>
        </message>
        <message>
            <source>Take away</source>
            <translation>Quitar</translation>
        </message>
        <message>
            <source>Take it out</source>
            <translation>Quitarla</translation>
        </message>
        <message>
            <source>Taking the dose now asks for a reason, and goes on.</source>
            <translation>Tomar la dosis ahora pide un motivo, y continúa.</translation>
        </message>
        <message>
            <source>Tax id</source>
            <translation>Número fiscal</translation>
        </message>
        <message>
            <source>Telehealth</source>
            <translation>Telesalud</translation>
        </message>
        <message>
            <source>Tell the password by another way than the file. Such a PDF is no longer PDF/A, the form for long keeping; nobody can bring back a password that is lost.</source>
            <translation>Comunique la contraseña por otra vía que el archivo. Un PDF así ya no es PDF/A, el formato para conservar mucho tiempo; nadie puede recuperar una contraseña perdida.</translation>
        </message>
        <message>
            <source>Template</source>
            <translation>Plantilla</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Tamaño del texto</translation>
        </message>
        <message>
            <source>That entry has no words to correct: strike it instead.</source>
            <translation>Esa entrada no tiene palabras que corregir: táchela.</translation>
        </message>
        <message>
            <source>That entry is struck already.</source>
            <translation>Esa entrada ya está tachada.</translation>
        </message>
        <message>
            <source>That is not the PIN. Wait {wait_s} s, or type the passphrase.</source>
            <translation>Ese no es el PIN. Espere {wait_s} s o escriba la frase de contraseña.</translation>
        </message>
        <message>
            <source>The PDF opens with a password alone</source>
            <translation>El PDF solo se abre con contraseña</translation>
        </message>
        <message>
            <source>The PDF's password needs at least {least} characters.</source>
            <translation>La contraseña del PDF necesita al menos {least} caracteres.</translation>
        </message>
        <message>
            <source>The PIN opens the veil until this session is put away.</source>
            <translation>El PIN abre el velo hasta que se cierre esta sesión.</translation>
        </message>
        <message>
            <source>The app’s own ambient music</source>
            <translation>Música ambiental de la aplicación</translation>
        </message>
        <message>
            <source>The app’s own session, or a script of yours</source>
            <translation>La sesión de la aplicación o un guion suyo</translation>
        </message>
        <message>
            <source>The arc of the music</source>
            <translation>El arco de la música</translation>
        </message>
        <message>
            <source>The backup is made and checked.</source>
            <translation>La copia está hecha y comprobada.</translation>
        </message>
        <message>
            <source>The backup to restore</source>
            <translation>La copia de seguridad que se restaura</translation>
        </message>
        <message>
            <source>The backup’s file</source>
            <translation>El archivo de la copia</translation>
        </message>
        <message>
            <source>The ceiling of this output is {volume}: Settings change it.</source>
            <translation>El tope de esta salida es {volume}: se cambia en Ajustes.</translation>
        </message>
        <message>
            <source>The checklist, at the left of Prepare.</source>
            <translation>La lista de verificación, a la izquierda de Preparar.</translation>
        </message>
        <message>
            <source>The choice holds until the app closes: the disk did not keep it.</source>
            <translation>La elección vale hasta cerrar la aplicación: el disco no la guardó.</translation>
        </message>
        <message>
            <source>The client is a minor. Give the guardian and the day of their consent, or say why there is none. Save once more to go on without.</source>
            <translation>El cliente es menor de edad. Indique el tutor y el día de su consentimiento, o diga por qué no lo hay. Guarde otra vez para continuar sin él.</translation>
        </message>
        <message>
            <source>The client’s code</source>
            <translation>El código del cliente</translation>
        </message>
        <message>
            <source>The code was shown when the vault was made. It stays good; the passphrase becomes the new one.</source>
            <translation>El código se mostró al crear la bóveda. Sigue siendo válido; la frase de contraseña pasa a ser la nueva.</translation>
        </message>
        <message>
            <source>The dose was taken at {time}: this cannot have been before it.</source>
            <translation>La dosis se tomó a las {time}: esto no pudo ser antes.</translation>
        </message>
        <message>
            <source>The draft, and signing</source>
            <translation>El borrador, y la firma</translation>
        </message>
        <message numerus="yes">
            <source>The file can be played; it was opened at {time}.</source>
            <comment>All {n} files can be played; each was opened at {time}.</comment>
            <translation>
                <numerusform>El archivo se puede reproducir; se abrió a las {time}.</numerusform>
                <numerusform>Los {n} archivos se pueden reproducir; cada uno se abrió a las {time}.</numerusform>
                <numerusform>Los {n} archivos se pueden reproducir; cada uno se abrió a las {time}.</numerusform>
            </translation>
        </message>
        <message>
            <source>The file is destroyed. The vault’s log keeps that it was.</source>
            <translation>La ficha está destruida. La bitácora de la bóveda lo deja anotado.</translation>
        </message>
        <message>
            <source>The guide is not in this copy of the app. In a checkout dev.py guide makes it.</source>
            <translation>La guía no está en esta copia de la aplicación. En una copia del código la hace dev.py guide.</translation>
        </message>
        <message>
            <source>The keychain opens it no longer. A secret that opens nothing is left in it: {why}</source>
            <translation>El llavero ya no la abre. En él queda un secreto que no abre nada: {why}</translation>
        </message>
        <message>
            <source>The keychain opens it no longer; its secret is gone.</source>
            <translation>El llavero ya no la abre; su secreto se borró.</translation>
        </message>
        <message>
            <source>The keychain opens the vault from now on.</source>
            <translation>El llavero abre la bóveda desde ahora.</translation>
        </message>
        <message>
            <source>The last backup</source>
            <translation>La última copia</translation>
        </message>
        <message>
            <source>The latest reading is within the prescriber's limits.</source>
            <translation>La última medición está dentro de los límites del prescriptor.</translation>
        </message>
        <message>
            <source>The letter</source>
            <translation>La carta</translation>
        </message>
        <message>
            <source>The licence in its own words</source>
            <translation>La licencia en sus propias palabras</translation>
        </message>
        <message>
            <source>The loudest it ever gets</source>
            <translation>Lo más fuerte que llega a sonar</translation>
        </message>
        <message>
            <source>The music has ended.</source>
            <translation>La música ha terminado.</translation>
        </message>
        <message>
            <source>The music plays on under the veil. It locks fully once that is silent.</source>
            <translation>La música sigue sonando bajo el velo. Se bloquea del todo cuando deje de sonar.</translation>
        </message>
        <message>
            <source>The music stopped by itself and was started again at its place.</source>
            <translation>La música se detuvo sola y se inició de nuevo en su lugar.</translation>
        </message>
        <message>
            <source>The music, at the right of the session.</source>
            <translation>La música, a la derecha de la sesión.</translation>
        </message>
        <message>
            <source>The nearest</source>
            <translation>Al más cercano</translation>
        </message>
        <message>
            <source>The next try can be made in {left} s.</source>
            <translation>Podrá intentarlo de nuevo en {left} s.</translation>
        </message>
        <message>
            <source>The note</source>
            <translation>La nota</translation>
        </message>
        <message>
            <source>The note box, marks and keys</source>
            <translation>El cuadro de notas, las marcas y las teclas</translation>
        </message>
        <message>
            <source>The notice asks for an answer: a few words are enough.</source>
            <translation>La advertencia pide una respuesta: bastan unas palabras.</translation>
        </message>
        <message>
            <source>The page and its signature, in Draft.</source>
            <translation>La página y su firma, en Borrador.</translation>
        </message>
        <message>
            <source>The passphrase is changed. The recovery code stays good.</source>
            <translation>La frase de contraseña está cambiada. El código de recuperación sigue sirviendo.</translation>
        </message>
        <message>
            <source>The passphrase now</source>
            <translation>La frase de contraseña actual</translation>
        </message>
        <message>
            <source>The passphrase of then, or the recovery code</source>
            <translation>La frase de entonces, o el código de recuperación</translation>
        </message>
        <message>
            <source>The passphrase, at the gate.</source>
            <translation>La frase de contraseña, en la pantalla de entrada.</translation>
        </message>
        <message>
            <source>The planned end is in {minutes} min.</source>
            <translation>El fin previsto es en {minutes} min.</translation>
        </message>
        <message>
            <source>The planned end is now</source>
            <translation>El fin previsto es ahora</translation>
        </message>
        <message>
            <source>The practice’s particulars</source>
            <translation>Los datos del consultorio</translation>
        </message>
        <message>
            <source>The record's file</source>
            <translation>El archivo del registro</translation>
        </message>
        <message>
            <source>The recovery code is shown only now. Close the window once more within ten seconds to leave without it.</source>
            <translation>El código de recuperación solo se muestra ahora. Cierre la ventana otra vez en diez segundos para salir sin él.</translation>
        </message>
        <message>
            <source>The same again</source>
            <translation>La misma otra vez</translation>
        </message>
        <message>
            <source>The script has ended. Close the session, draft the note, sign it.</source>
            <translation>El guion terminó. Cierre la sesión, redacte la nota y fírmela.</translation>
        </message>
        <message>
            <source>The session along its time</source>
            <translation>La sesión a lo largo del tiempo</translation>
        </message>
        <message>
            <source>The session goes on under the veil. It locks fully once it has ended.</source>
            <translation>La sesión sigue bajo el velo. Se bloquea del todo cuando termine.</translation>
        </message>
        <message>
            <source>The session goes on. Why was its end a mistake?</source>
            <translation>La sesión continúa. ¿Por qué fue un error terminarla?</translation>
        </message>
        <message>
            <source>The session has ended already.</source>
            <translation>La sesión ya ha terminado.</translation>
        </message>
        <message>
            <source>The session has ended. Strike its end before noting a dose.</source>
            <translation>La sesión ha terminado. Tache su fin antes de anotar una dosis.</translation>
        </message>
        <message>
            <source>The session has not been ended. Close the window once more within ten seconds to leave it: all is kept, and it can be resumed.</source>
            <translation>La sesión no se ha terminado. Cierre la ventana otra vez en diez segundos para dejarla: todo queda guardado y se puede reanudar.</translation>
        </message>
        <message>
            <source>The session has not ended: this is how it stands now.</source>
            <translation>La sesión no ha terminado: así está ahora.</translation>
        </message>
        <message>
            <source>The session of {client} has not been ended: resume it or end it first.</source>
            <translation>La sesión de {client} no se ha terminado: primero reanúdela o termínela.</translation>
        </message>
        <message>
            <source>The summary</source>
            <translation>El resumen</translation>
        </message>
        <message>
            <source>The system keeps what is printed in its spool, in clear, until it is printed, and may keep it longer.</source>
            <translation>El sistema guarda lo que se imprime en su cola, sin cifrar, hasta imprimirlo, y puede guardarlo más tiempo.</translation>
        </message>
        <message>
            <source>The system tells of no other output.</source>
            <translation>El sistema no indica ninguna otra salida.</translation>
        </message>
        <message>
            <source>The system’s choice</source>
            <translation>La que elija el sistema</translation>
        </message>
        <message>
            <source>The system’s default printer can be another one.</source>
            <translation>La impresora predeterminada del sistema puede ser otra.</translation>
        </message>
        <message>
            <source>The system’s keychain opens the vault too</source>
            <translation>El llavero del sistema también abre la bóveda</translation>
        </message>
        <message>
            <source>The system’s print service does not answer: try again, or export a PDF (Ctrl+E).</source>
            <translation>El servicio de impresión del sistema no responde: inténtelo de nuevo o exporte un PDF (Ctrl+E).</translation>
        </message>
        <message>
            <source>The template’s own words: no entry says this.</source>
            <translation>Palabras de la plantilla: ninguna entrada lo dice.</translation>
        </message>
        <message>
            <source>The tour, in five steps</source>
            <translation>El recorrido, en cinco pasos</translation>
        </message>
        <message>
            <source>The two are not the same yet.</source>
            <translation>Las dos aún no son iguales.</translation>
        </message>
        <message>
            <source>The usual set</source>
            <translation>Las habituales</translation>
        </message>
        <message>
            <source>The vault and its recovery code</source>
            <translation>La bóveda y su código de recuperación</translation>
        </message>
        <message>
            <source>The vault in {folder}</source>
            <translation>La bóveda en {folder}</translation>
        </message>
        <message>
            <source>The vault lies in</source>
            <translation>La bóveda está en</translation>
        </message>
        <message>
            <source>The vault that is here now stays whole, in a folder beside the restored one. Entries that were kept after the backup are only in that one.</source>
            <translation>La bóveda que está aquí ahora queda entera, en una carpeta junto a la restaurada. Las entradas guardadas después de hacer la copia están solo en la bóveda de ahora, no en la restaurada.</translation>
        </message>
        <message>
            <source>The vault that was here lies whole in {name}, in the same folder.</source>
            <translation>La bóveda que estaba aquí queda entera en {name}, en la misma carpeta.</translation>
        </message>
        <message>
            <source>The vault’s log keeps that it was done, when and why, by ids that tell of nobody. Backups, exported documents and the copies named before-… that an update leaves beside the vault still hold this file: destroy those yourself.</source>
            <translation>La bitácora de la bóveda conserva que se hizo, cuándo y por qué, con identificadores que no señalan a nadie. Las copias de seguridad, los documentos exportados y las copias llamadas before-… que una actualización deja junto a la bóveda aún contienen esta ficha: destrúyalos usted.</translation>
        </message>
        <message>
            <source>The vault’s log tells of it.</source>
            <translation>La bitácora de la bóveda lo anota.</translation>
        </message>
        <message>
            <source>The whole window is veiled. F12 opens it.</source>
            <translation>Toda la ventana está con velo. F12 lo abre.</translation>
        </message>
        <message>
            <source>The window has {time} left.</source>
            <translation>A la ventana le quedan {time}.</translation>
        </message>
        <message>
            <source>The window speaks it from the next start.</source>
            <translation>La ventana lo habla desde el próximo inicio.</translation>
        </message>
        <message>
            <source>The wrong box</source>
            <translation>Otro cuadro</translation>
        </message>
        <message>
            <source>Themes</source>
            <translation>Temas</translation>
        </message>
        <message>
            <source>Themes, commas between</source>
            <translation>Temas, separados por comas</translation>
        </message>
        <message>
            <source>Themes: {themes}.</source>
            <translation>Temas: {themes}.</translation>
        </message>
        <message>
            <source>There is no music in it.</source>
            <translation>No contiene música.</translation>
        </message>
        <message>
            <source>There is no return to mark now.</source>
            <translation>Ahora no hay retorno que marcar.</translation>
        </message>
        <message>
            <source>There is no vault here yet: the one in the backup comes here.</source>
            <translation>Aquí aún no hay ninguna bóveda: la de la copia viene aquí.</translation>
        </message>
        <message>
            <source>There is nothing to suggest here.</source>
            <translation>Aquí no hay nada que sugerir.</translation>
        </message>
        <message>
            <source>They are not meant for the record’s readers.</source>
            <translation>No son para quienes leen el registro.</translation>
        </message>
        <message>
            <source>They lie in the vault, encrypted with the rest. The log keeps what they made.</source>
            <translation>Están en la bóveda, cifradas con lo demás. La bitácora conserva lo que hicieron.</translation>
        </message>
        <message>
            <source>They stand in the records of the sessions to come, and on superbills. Credentials that stand in the name already are not said twice.</source>
            <translation>Figuran en los registros de las próximas sesiones y en las superbills. Las credenciales que ya están en el nombre no se repiten.</translation>
        </message>
        <message>
            <source>They stand on superbills as you type them. Address and phone are also what the emergency card says of a session in person. All of it may stay empty.</source>
            <translation>Figuran en las superbills tal como los escriba. La dirección y el teléfono son también lo que dice la tarjeta de emergencia en una sesión en persona. Todo puede quedar vacío.</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>Esta computadora</translation>
        </message>
        <message>
            <source>This entry was struck: it stays readable, and is corrected no more.</source>
            <translation>Esta entrada se tachó: sigue legible y ya no se corrige.</translation>
        </message>
        <message>
            <source>This folder cannot be seen just now. The next backup says whether it can be written.</source>
            <translation>Esta carpeta no se puede ver en este momento. La próxima copia dirá si se puede escribir en ella.</translation>
        </message>
        <message>
            <source>This folder is on the same disk as the vault. That helps against damage and mistakes, not against a lost or stolen laptop: choose another disk or a stick for that.</source>
            <translation>Esta carpeta está en el mismo disco que la bóveda. Eso ayuda contra daños y errores, no contra la pérdida o el robo de la computadora: para eso elija otro disco o una memoria USB.</translation>
        </message>
        <message>
            <source>This is a rehearsal. Close the window once more within ten seconds to leave it: all of it is thrown away.</source>
            <translation>Esto es un ensayo. Cierre la ventana otra vez en diez segundos para salir: todo se desecha.</translation>
        </message>
        <message>
            <source>This is to be handed out. Choose the note’s template, then sign that.</source>
            <translation>Esto es para entregar. Elija la plantilla de la nota y firme esa.</translation>
        </message>
        <message>
            <source>This session</source>
            <translation>Esta sesión</translation>
        </message>
        <message>
            <source>This session has no psychotherapy notes.</source>
            <translation>Esta sesión no tiene notas de psicoterapia.</translation>
        </message>
        <message>
            <source>This session is here already, entry for entry: nothing was changed.</source>
            <translation>Esta sesión ya está aquí, entrada por entrada: no se cambió nada.</translation>
        </message>
        <message>
            <source>This system has no print service (CUPS) that takes a document without a file: export a PDF (Ctrl+E) and print that.</source>
            <translation>Este sistema no tiene un servicio de impresión (CUPS) que reciba un documento sin archivo: exporte un PDF (Ctrl+E) e imprímalo.</translation>
        </message>
        <message>
            <source>This system has no way to keep a window out of a shared screen. F12 veils it instead.</source>
            <translation>Este sistema no puede dejar una ventana fuera de una pantalla compartida. F12 corre el velo.</translation>
        </message>
        <message>
            <source>Time and acts</source>
            <translation>Tiempo y acciones</translation>
        </message>
        <message>
            <source>Time is rounded to</source>
            <translation>El tiempo se redondea a</translation>
        </message>
        <message>
            <source>Time since the dose</source>
            <translation>Tiempo desde la dosis</translation>
        </message>
        <message>
            <source>Time, vitals and acts</source>
            <translation>Tiempo, signos vitales y acciones</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>Línea de tiempo</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Título</translation>
        </message>
        <message>
            <source>To be handed out: it is not the note, and nothing on it is signed.</source>
            <translation>Para entregar: no es la nota, y nada en ella está firmado.</translation>
        </message>
        <message>
            <source>To call</source>
            <translation>A quién llamar</translation>
        </message>
        <message>
            <source>To sign</source>
            <translation>Por firmar</translation>
        </message>
        <message>
            <source>To start a session: the client’s first letter, Enter, Enter.</source>
            <translation>Para iniciar una sesión: la primera letra del cliente, Intro, Intro.</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hoy</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>Total, as typed from the form</source>
            <translation>Total, tal como está en el formulario</translation>
        </message>
        <message>
            <source>Touch asked</source>
            <translation>Contacto físico</translation>
        </message>
        <message>
            <source>Touch, asked in the moment</source>
            <translation>Contacto físico, consultado en el momento</translation>
        </message>
        <message>
            <source>Tour</source>
            <translation>Recorrido</translation>
        </message>
        <message>
            <source>Tracks of the library</source>
            <translation>Pistas de la biblioteca</translation>
        </message>
        <message>
            <source>Type a whole number, such as 8.</source>
            <translation>Escriba un número entero, como 8.</translation>
        </message>
        <message>
            <source>Type for how many minutes the fee is: 1 to 1440.</source>
            <translation>Escriba por cuántos minutos es la tarifa: de 1 a 1440.</translation>
        </message>
        <message>
            <source>Type the dose in milligrams, such as 150.</source>
            <translation>Escriba la dosis en miligramos, como 150.</translation>
        </message>
        <message>
            <source>Type the fee of {day}.</source>
            <translation>Escriba la tarifa del {day}.</translation>
        </message>
        <message>
            <source>Type the length in minutes, such as 100.</source>
            <translation>Escriba la duración en minutos, como 100.</translation>
        </message>
        <message>
            <source>Type the minutes that time is rounded to: 1 to 60.</source>
            <translation>Escriba los minutos a los que se redondea el tiempo: de 1 a 60.</translation>
        </message>
        <message>
            <source>Type the minutes until then, such as 10.</source>
            <translation>Escriba los minutos hasta entonces, como 10.</translation>
        </message>
        <message>
            <source>Type the passphrase as it is now first.</source>
            <translation>Escriba primero la frase de contraseña actual.</translation>
        </message>
        <message>
            <source>Type the passphrase first.</source>
            <translation>Escriba primero la frase de contraseña.</translation>
        </message>
        <message>
            <source>Type the passphrase the vault had when the backup was made.</source>
            <translation>Escriba la frase de contraseña que tenía la bóveda al hacer la copia.</translation>
        </message>
        <message>
            <source>Type the recovery code first.</source>
            <translation>Escriba primero el código de recuperación.</translation>
        </message>
        <message>
            <source>Under the tongue, {minutes} min.</source>
            <translation>Bajo la lengua, {minutes} min.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Deshacer</translation>
        </message>
        <message>
            <source>Undo the last act</source>
            <translation>Deshacer la última acción</translation>
        </message>
        <message>
            <source>Undo the last change of the arc</source>
            <translation>Deshacer el último cambio del arco</translation>
        </message>
        <message>
            <source>Undo: {change} (Ctrl+Z)</source>
            <translation>Deshacer: {change} (Ctrl+Z)</translation>
        </message>
        <message>
            <source>Undone: it is struck, and still readable.</source>
            <translation>Deshecho: está tachado y sigue legible.</translation>
        </message>
        <message>
            <source>Undone: {what}.</source>
            <translation>Deshecho: {what}.</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Desbloquear</translation>
        </message>
        <message>
            <source>Untitled</source>
            <translation>Sin título</translation>
        </message>
        <message>
            <source>Untitled {n}</source>
            <translation>Sin título {n}</translation>
        </message>
        <message>
            <source>Up</source>
            <translation>Arriba</translation>
        </message>
        <message>
            <source>Up next</source>
            <translation>A continuación</translation>
        </message>
        <message>
            <source>Use new words</source>
            <translation>Usar lo nuevo</translation>
        </message>
        <message>
            <source>Use the keychain</source>
            <translation>Usar el llavero</translation>
        </message>
        <message>
            <source>Use the new words</source>
            <translation>Usar las palabras nuevas</translation>
        </message>
        <message>
            <source>Use the new words in all {count}</source>
            <translation>Usar lo nuevo en los {count} lugares</translation>
        </message>
        <message>
            <source>Use the recovery code</source>
            <translation>Usar el código de recuperación</translation>
        </message>
        <message>
            <source>Vault</source>
            <translation>Bóveda</translation>
        </message>
        <message>
            <source>Veil</source>
            <translation>Velo</translation>
        </message>
        <message>
            <source>Veil, and choose its PIN</source>
            <translation>Velo, y elegir su PIN</translation>
        </message>
        <message>
            <source>Veiled</source>
            <translation>Con velo</translation>
        </message>
        <message>
            <source>Veiled. F12 opens it.</source>
            <translation>Con velo. F12 lo abre.</translation>
        </message>
        <message>
            <source>Veils in half a minute. Any key keeps it open.</source>
            <translation>El velo se corre en medio minuto. Cualquier tecla lo evita.</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Versión</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Vista</translation>
        </message>
        <message>
            <source>Vitals</source>
            <translation>Signos vitales</translation>
        </message>
        <message>
            <source>Vitals again in so many minutes</source>
            <translation>Otra medición en tantos minutos</translation>
        </message>
        <message>
            <source>Vitals at the close</source>
            <translation>Signos vitales al cierre</translation>
        </message>
        <message>
            <source>Vitals kept.</source>
            <translation>Signos vitales guardados.</translation>
        </message>
        <message>
            <source>Vitals: pressure, heart rate, SpO₂, breaths</source>
            <translation>Signos vitales: presión, frecuencia cardíaca, SpO₂, respiraciones</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>Volumen</translation>
        </message>
        <message>
            <source>Volume at the start</source>
            <translation>Volumen al inicio</translation>
        </message>
        <message>
            <source>Wait {wait_s} s, or type the passphrase.</source>
            <translation>Espere {wait_s} s o escriba la frase de contraseña.</translation>
        </message>
        <message>
            <source>Was to be kept until {told}</source>
            <translation>Debía conservarse hasta el {told}</translation>
        </message>
        <message>
            <source>Weak: add words that have nothing to do with each other.</source>
            <translation>Débil: añada palabras que no tengan nada que ver entre sí.</translation>
        </message>
        <message>
            <source>What and why</source>
            <translation>Cuál y por qué</translation>
        </message>
        <message>
            <source>What goes</source>
            <translation>Qué se destruye</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Qué ocurrió</translation>
        </message>
        <message>
            <source>What left</source>
            <translation>Lo que salió</translation>
        </message>
        <message>
            <source>What left the vault, who came, what was changed. Each line is written as it happens and is never changed. What becomes of a file outside the vault is not seen.</source>
            <translation>Qué salió de la bóveda, quién entró, qué se cambió. Cada línea se escribe cuando ocurre y nunca se cambia. Lo que pasa con un archivo fuera de la bóveda no se ve.</translation>
        </message>
        <message>
            <source>What plays belongs to the {phase} already.</source>
            <translation>Lo que suena ya es de la fase {phase}.</translation>
        </message>
        <message>
            <source>What stays</source>
            <translation>Qué queda</translation>
        </message>
        <message>
            <source>What to tell an operator</source>
            <translation>Qué decir al operador</translation>
        </message>
        <message>
            <source>What took longer or shorter is charged in proportion.</source>
            <translation>Lo que duró más o menos se cobra en proporción.</translation>
        </message>
        <message>
            <source>What was asked, such as hand on shoulder</source>
            <translation>Qué se consultó, como mano en el hombro</translation>
        </message>
        <message>
            <source>What was done</source>
            <translation>Qué se hizo</translation>
        </message>
        <message>
            <source>What was done about it</source>
            <translation>Qué se hizo al respecto</translation>
        </message>
        <message>
            <source>What was not found</source>
            <translation>Lo no encontrado</translation>
        </message>
        <message>
            <source>What was seen</source>
            <translation>Qué se vio</translation>
        </message>
        <message>
            <source>What will be printed</source>
            <translation>Qué se imprimirá</translation>
        </message>
        <message>
            <source>When, and what is kept</source>
            <translation>Cuándo, y qué se conserva</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Dónde</translation>
        </message>
        <message>
            <source>Where it goes</source>
            <translation>Adónde va</translation>
        </message>
        <message>
            <source>Where it plays</source>
            <translation>Dónde suena</translation>
        </message>
        <message>
            <source>Where the client is</source>
            <translation>Dónde está el cliente</translation>
        </message>
        <message>
            <source>Where the music is now</source>
            <translation>Dónde está ahora la música</translation>
        </message>
        <message>
            <source>Where the system lets it, others in the call see nothing of this window.</source>
            <translation>Donde el sistema lo permite, los demás en la llamada no ven nada de esta ventana.</translation>
        </message>
        <message>
            <source>Where they go</source>
            <translation>Adónde van</translation>
        </message>
        <message>
            <source>Which lines</source>
            <translation>Qué líneas</translation>
        </message>
        <message>
            <source>Which way time is rounded</source>
            <translation>Hacia dónde se redondea el tiempo</translation>
        </message>
        <message>
            <source>Who is there, since when</source>
            <translation>Quién está, desde cuándo</translation>
        </message>
        <message>
            <source>Why end now?</source>
            <translation>¿Por qué terminar ahora?</translation>
        </message>
        <message>
            <source>Why go on outside the prescriber’s limits?</source>
            <translation>¿Por qué continuar fuera de los límites del prescriptor?</translation>
        </message>
        <message>
            <source>Why it is corrected</source>
            <translation>Por qué se corrige</translation>
        </message>
        <message>
            <source>Why it is destroyed</source>
            <translation>Por qué se destruye</translation>
        </message>
        <message>
            <source>Why, as “its time is over”</source>
            <translation>Por qué, por ejemplo “venció su plazo”</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Ventana</translation>
        </message>
        <message>
            <source>With the session log as appendix</source>
            <translation>Con la bitácora de la sesión como anexo</translation>
        </message>
        <message>
            <source>With themes and plans</source>
            <translation>Con temas y planes</translation>
        </message>
        <message>
            <source>With whom {client} leaves</source>
            <translation>Con quién se va {client}</translation>
        </message>
        <message>
            <source>Within</source>
            <translation>Dentro</translation>
        </message>
        <message>
            <source>Words, if wanted</source>
            <translation>Palabras, si se desea</translation>
        </message>
        <message>
            <source>Write {notes} of this session, and nothing of the record, into documents apart in {folder}? They are not meant for the record’s readers.</source>
            <translation>¿Escribir {notes} de esta sesión, y nada del registro, en documentos aparte en {folder}? No son para quienes leen el registro.</translation>
        </message>
        <message>
            <source>Write {notes} of this session, and nothing of the record, into documents apart? They are not meant for the record’s readers.</source>
            <translation>¿Escribir {notes} de esta sesión, y nada del registro, en documentos aparte? No son para quienes leen el registro.</translation>
        </message>
        <message>
            <source>Wrong client</source>
            <translation>Cliente equivocado</translation>
        </message>
        <message>
            <source>Years</source>
            <translation>Años</translation>
        </message>
        <message>
            <source>Years after the last service; for a client who was a minor then, years after they turn {of_age}. Nothing is destroyed by itself: from then on you may, in the client’s file.</source>
            <translation>Años desde el último servicio; para un cliente que entonces era menor, años desde que cumple {of_age}. Nada se destruye solo: desde entonces puede hacerlo usted, en la ficha del cliente.</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Usted</translation>
        </message>
        <message>
            <source>Your name and credentials</source>
            <translation>Su nombre y credenciales</translation>
        </message>
        <message>
            <source>Your own templates</source>
            <translation>Sus propias plantillas</translation>
        </message>
        <message>
            <source>Your own vault is closed meanwhile.</source>
            <translation>Mientras tanto, su propia bóveda está cerrada.</translation>
        </message>
        <message>
            <source>Your own words.</source>
            <translation>Palabras suyas.</translation>
        </message>
        <message>
            <source>a half-typed note waits in its box</source>
            <translation>una nota a medio escribir espera en su cuadro</translation>
        </message>
        <message>
            <source>a little deeper</source>
            <translation>un poco más profundo</translation>
        </message>
        <message>
            <source>a little gentler</source>
            <translation>un poco más suave</translation>
        </message>
        <message>
            <source>a reason</source>
            <translation>un motivo</translation>
        </message>
        <message>
            <source>addendum</source>
            <translation>adenda</translation>
        </message>
        <message numerus="yes">
            <source>adding a track</source>
            <comment>adding {n} tracks</comment>
            <translation>
                <numerusform>añadir una pista</numerusform>
                <numerusform>añadir {n} pistas</numerusform>
                <numerusform>añadir {n} pistas</numerusform>
            </translation>
        </message>
        <message>
            <source>adverse event</source>
            <translation>evento adverso</translation>
        </message>
        <message>
            <source>adverse events {adverse}</source>
            <translation>eventos adversos {adverse}</translation>
        </message>
        <message>
            <source>again</source>
            <translation>otra vez</translation>
        </message>
        <message>
            <source>again: at once</source>
            <translation>otra vez: ya</translation>
        </message>
        <message>
            <source>again: now</source>
            <translation>otra: ya</translation>
        </message>
        <message>
            <source>all four</source>
            <translation>los cuatro</translation>
        </message>
        <message>
            <source>amended</source>
            <translation>enmendada</translation>
        </message>
        <message>
            <source>amended: {reason}</source>
            <translation>enmendada: {reason}</translation>
        </message>
        <message>
            <source>and {count} more here</source>
            <translation>y {count} más aquí</translation>
        </message>
        <message>
            <source>and {left} more</source>
            <translation>y {left} más</translation>
        </message>
        <message>
            <source>and {left} more.</source>
            <translation>y {left} más.</translation>
        </message>
        <message>
            <source>and {more} more</source>
            <translation>y {more} más</translation>
        </message>
        <message>
            <source>announced</source>
            <translation>anunciada</translation>
        </message>
        <message>
            <source>arm</source>
            <translation>brazo</translation>
        </message>
        <message>
            <source>asked for</source>
            <translation>pedido</translation>
        </message>
        <message>
            <source>asked for, from the next track on; press again: at once</source>
            <translation>pedido, desde la próxima pista; pulse otra vez: de inmediato</translation>
        </message>
        <message>
            <source>assigning by {name}</source>
            <translation>asignar por {name}</translation>
        </message>
        <message>
            <source>assigning to the phases</source>
            <translation>asignar a las fases</translation>
        </message>
        <message>
            <source>at {elapsed}, {when}</source>
            <translation>a los {elapsed}, {when}</translation>
        </message>
        <message>
            <source>awaited since {time}</source>
            <translation>se espera desde las {time}</translation>
        </message>
        <message>
            <source>back</source>
            <translation>espalda</translation>
        </message>
        <message>
            <source>blank</source>
            <translation>en blanco</translation>
        </message>
        <message>
            <source>blanket</source>
            <translation>manta</translation>
        </message>
        <message>
            <source>by whom is not recorded</source>
            <translation>sin registrar por quién</translation>
        </message>
        <message>
            <source>carried over from the last meeting, Enter keeps it</source>
            <translation>de la última reunión, Intro la guarda</translation>
        </message>
        <message>
            <source>carried over from the last session, Enter keeps it</source>
            <translation>de la última sesión, Intro la guarda</translation>
        </message>
        <message>
            <source>change</source>
            <translation>cambiar</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>cambió</translation>
        </message>
        <message>
            <source>chaperone</source>
            <translation>acompañante</translation>
        </message>
        <message>
            <source>checklist</source>
            <translation>lista</translation>
        </message>
        <message>
            <source>choosing other music</source>
            <translation>elegir otra música</translation>
        </message>
        <message>
            <source>clinician</source>
            <translation>terapeuta</translation>
        </message>
        <message>
            <source>clock</source>
            <translation>reloj</translation>
        </message>
        <message>
            <source>close</source>
            <translation>cerrar</translation>
        </message>
        <message>
            <source>cue</source>
            <translation>aviso</translation>
        </message>
        <message>
            <source>damaged</source>
            <translation>dañado</translation>
        </message>
        <message>
            <source>day has passed</source>
            <translation>el día ya pasó</translation>
        </message>
        <message>
            <source>day set</source>
            <translation>día fijado</translation>
        </message>
        <message>
            <source>dose</source>
            <translation>dosis</translation>
        </message>
        <message>
            <source>due now</source>
            <translation>toca ahora</translation>
        </message>
        <message>
            <source>due {minutes} min</source>
            <translation>hace {minutes} min</translation>
        </message>
        <message>
            <source>due, {minutes} min ago</source>
            <translation>tocaba hace {minutes} min</translation>
        </message>
        <message>
            <source>emergency</source>
            <translation>emergencia</translation>
        </message>
        <message>
            <source>empty unless the prescriber gave them</source>
            <translation>vacíos si el prescriptor no los dio</translation>
        </message>
        <message>
            <source>end</source>
            <translation>fin</translation>
        </message>
        <message>
            <source>ended</source>
            <translation>terminada</translation>
        </message>
        <message>
            <source>ended {time}</source>
            <translation>terminada {time}</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>favorita</translation>
        </message>
        <message>
            <source>feet</source>
            <translation>pies</translation>
        </message>
        <message>
            <source>for {client}</source>
            <translation>de {client}</translation>
        </message>
        <message>
            <source>for {to}</source>
            <translation>para {to}</translation>
        </message>
        <message>
            <source>forehead</source>
            <translation>frente</translation>
        </message>
        <message>
            <source>four steps deeper</source>
            <translation>cuatro grados más profundo</translation>
        </message>
        <message>
            <source>four steps gentler</source>
            <translation>cuatro grados más suave</translation>
        </message>
        <message>
            <source>gapless</source>
            <translation>sin pausa</translation>
        </message>
        <message>
            <source>hand</source>
            <translation>mano</translation>
        </message>
        <message>
            <source>happened {time}</source>
            <translation>ocurrió {time}</translation>
        </message>
        <message>
            <source>has played</source>
            <translation>ya sonó</translation>
        </message>
        <message>
            <source>heart rate under {rate}</source>
            <translation>frecuencia cardíaca menor de {rate}</translation>
        </message>
        <message>
            <source>hold</source>
            <translation>retención</translation>
        </message>
        <message>
            <source>how a phase begins</source>
            <translation>cómo empieza una fase</translation>
        </message>
        <message>
            <source>how was it answered?</source>
            <translation>¿cómo se atendió?</translation>
        </message>
        <message>
            <source>in person</source>
            <translation>en persona</translation>
        </message>
        <message>
            <source>in {minutes} min</source>
            <translation>en {minutes} min</translation>
        </message>
        <message>
            <source>in {time}</source>
            <translation>en {time}</translation>
        </message>
        <message>
            <source>integration</source>
            <translation>integración</translation>
        </message>
        <message>
            <source>intensity not measured</source>
            <translation>intensidad sin medir</translation>
        </message>
        <message>
            <source>intensity {step} of {steps}</source>
            <translation>intensidad {step} de {steps}</translation>
        </message>
        <message>
            <source>intensity {step} of {steps}, by hand</source>
            <translation>intensidad {step} de {steps}, a mano</translation>
        </message>
        <message>
            <source>intention</source>
            <translation>intención</translation>
        </message>
        <message>
            <source>its intensity is not known yet</source>
            <translation>aún no se sabe su intensidad</translation>
        </message>
        <message>
            <source>kept like any other</source>
            <translation>se guarda como las demás</translation>
        </message>
        <message>
            <source>last session</source>
            <translation>última sesión</translation>
        </message>
        <message>
            <source>last session {when}</source>
            <translation>última sesión {when}</translation>
        </message>
        <message>
            <source>left for now</source>
            <translation>se deja por ahora</translation>
        </message>
        <message>
            <source>limits</source>
            <translation>límites</translation>
        </message>
        <message>
            <source>looked at {at}</source>
            <translation>revisada a las {at}</translation>
        </message>
        <message>
            <source>louder</source>
            <translation>más fuerte</translation>
        </message>
        <message>
            <source>low</source>
            <translation>baja</translation>
        </message>
        <message>
            <source>mark</source>
            <translation>marca</translation>
        </message>
        <message>
            <source>mg each</source>
            <translation>mg cada una</translation>
        </message>
        <message>
            <source>mg, as prescribed</source>
            <translation>mg, según la receta</translation>
        </message>
        <message>
            <source>mild</source>
            <translation>leve</translation>
        </message>
        <message>
            <source>minutes</source>
            <translation>minutos</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>falta</translation>
        </message>
        <message>
            <source>moderate</source>
            <translation>moderada</translation>
        </message>
        <message>
            <source>moving a track</source>
            <translation>mover una pista</translation>
        </message>
        <message>
            <source>music</source>
            <translation>música</translation>
        </message>
        <message>
            <source>new</source>
            <translation>nueva</translation>
        </message>
        <message>
            <source>no</source>
            <translation>no</translation>
        </message>
        <message>
            <source>no day set</source>
            <translation>sin día fijado</translation>
        </message>
        <message>
            <source>no dose yet</source>
            <translation>aún sin dosis</translation>
        </message>
        <message>
            <source>no prescriber named</source>
            <translation>sin prescriptor</translation>
        </message>
        <message>
            <source>no sound</source>
            <translation>sin sonido</translation>
        </message>
        <message>
            <source>no supply left</source>
            <translation>sin suministro</translation>
        </message>
        <message>
            <source>no times kept</source>
            <translation>sin horas guardadas</translation>
        </message>
        <message>
            <source>none</source>
            <translation>ninguno</translation>
        </message>
        <message>
            <source>none chosen</source>
            <translation>sin elegir</translation>
        </message>
        <message>
            <source>not asked</source>
            <translation>no se pide</translation>
        </message>
        <message>
            <source>not ended</source>
            <translation>sin terminar</translation>
        </message>
        <message>
            <source>not recorded</source>
            <translation>sin registrar</translation>
        </message>
        <message>
            <source>not said</source>
            <translation>sin indicar</translation>
        </message>
        <message>
            <source>not saved</source>
            <translation>no guardado</translation>
        </message>
        <message>
            <source>note</source>
            <translation>nota</translation>
        </message>
        <message>
            <source>nothing deeper that fits is left</source>
            <translation>no queda nada más profundo que convenga</translation>
        </message>
        <message>
            <source>nothing gentler that fits is left</source>
            <translation>no queda nada más suave que convenga</translation>
        </message>
        <message>
            <source>now</source>
            <translation>ahora</translation>
        </message>
        <message numerus="yes">
            <source>once</source>
            <comment>{n} times</comment>
            <translation>
                <numerusform>una vez</numerusform>
                <numerusform>{n} veces</numerusform>
                <numerusform>{n} veces</numerusform>
            </translation>
        </message>
        <message>
            <source>one step deeper</source>
            <translation>un grado más profundo</translation>
        </message>
        <message>
            <source>one step gentler</source>
            <translation>un grado más suave</translation>
        </message>
        <message numerus="yes">
            <source>one track</source>
            <comment>{n} tracks</comment>
            <translation>
                <numerusform>una pista</numerusform>
                <numerusform>{n} pistas</numerusform>
                <numerusform>{n} pistas</numerusform>
            </translation>
        </message>
        <message>
            <source>onset</source>
            <translation>inicio</translation>
        </message>
        <message>
            <source>open</source>
            <translation>pendiente</translation>
        </message>
        <message>
            <source>opened {day}, no dose yet</source>
            <translation>abierta {day}, aún sin dosis</translation>
        </message>
        <message>
            <source>opening</source>
            <translation>apertura</translation>
        </message>
        <message>
            <source>opening another arc</source>
            <translation>abrir otro arco</translation>
        </message>
        <message>
            <source>overdue</source>
            <translation>atrasado</translation>
        </message>
        <message>
            <source>paid {paid}, balance {balance}</source>
            <translation>pagado {paid}, saldo {balance}</translation>
        </message>
        <message>
            <source>peak</source>
            <translation>pico</translation>
        </message>
        <message>
            <source>peak change {change}</source>
            <translation>cambio máximo {change}</translation>
        </message>
        <message>
            <source>phase</source>
            <translation>fase</translation>
        </message>
        <message>
            <source>planned end {time}</source>
            <translation>fin previsto {time}</translation>
        </message>
        <message>
            <source>playing</source>
            <translation>suena</translation>
        </message>
        <message>
            <source>plays now</source>
            <translation>suena ahora</translation>
        </message>
        <message>
            <source>preparation</source>
            <translation>preparación</translation>
        </message>
        <message>
            <source>prepare</source>
            <translation>preparar</translation>
        </message>
        <message>
            <source>prescriber</source>
            <translation>médico prescriptor</translation>
        </message>
        <message>
            <source>prescriber on call</source>
            <translation>prescriptor de guardia</translation>
        </message>
        <message>
            <source>prescriber {prescriber}</source>
            <translation>prescriptor {prescriber}</translation>
        </message>
        <message>
            <source>present</source>
            <translation>presentes</translation>
        </message>
        <message>
            <source>press again: at once</source>
            <translation>otra vez: de inmediato</translation>
        </message>
        <message>
            <source>private</source>
            <translation>privada</translation>
        </message>
        <message>
            <source>private · {key} back to the record</source>
            <translation>privada · {key} vuelve al registro</translation>
        </message>
        <message>
            <source>private · {when}</source>
            <translation>privada · {when}</translation>
        </message>
        <message>
            <source>quieter</source>
            <translation>más bajo</translation>
        </message>
        <message>
            <source>rehearsal</source>
            <translation>ensayo</translation>
        </message>
        <message>
            <source>replacing a file</source>
            <translation>sustituir un archivo</translation>
        </message>
        <message>
            <source>return</source>
            <translation>retorno</translation>
        </message>
        <message>
            <source>ride home</source>
            <translation>regreso a casa</translation>
        </message>
        <message>
            <source>saved</source>
            <translation>guardado</translation>
        </message>
        <message>
            <source>saved {when}</source>
            <translation>guardado {when}</translation>
        </message>
        <message>
            <source>selected</source>
            <translation>elegida</translation>
        </message>
        <message>
            <source>severe</source>
            <translation>grave</translation>
        </message>
        <message>
            <source>shoulder</source>
            <translation>hombro</translation>
        </message>
        <message>
            <source>signed</source>
            <translation>firmada</translation>
        </message>
        <message>
            <source>signed {time}</source>
            <translation>firmada {time}</translation>
        </message>
        <message>
            <source>since opening</source>
            <translation>desde la apertura</translation>
        </message>
        <message>
            <source>since the booster</source>
            <translation>desde el refuerzo</translation>
        </message>
        <message>
            <source>since the dose</source>
            <translation>desde la dosis</translation>
        </message>
        <message>
            <source>since the first dose {minutes}</source>
            <translation>desde la primera dosis {minutes}</translation>
        </message>
        <message>
            <source>since {time}</source>
            <translation>desde las {time}</translation>
        </message>
        <message>
            <source>sound leaves</source>
            <translation>sale sonido</translation>
        </message>
        <message>
            <source>spare, not on the clock</source>
            <translation>de reserva, sin hora</translation>
        </message>
        <message>
            <source>spit</source>
            <translation>escupir</translation>
        </message>
        <message>
            <source>struck</source>
            <translation>tachada</translation>
        </message>
        <message>
            <source>struck: {reason}</source>
            <translation>tachada: {reason}</translation>
        </message>
        <message>
            <source>support</source>
            <translation>apoyo</translation>
        </message>
        <message>
            <source>support person</source>
            <translation>persona de apoyo</translation>
        </message>
        <message>
            <source>taking a track out</source>
            <translation>quitar una pista</translation>
        </message>
        <message>
            <source>telehealth</source>
            <translation>telesalud</translation>
        </message>
        <message>
            <source>the disk did not give it</source>
            <translation>el disco no lo entregó</translation>
        </message>
        <message>
            <source>the disk refused</source>
            <translation>el disco se negó</translation>
        </message>
        <message>
            <source>the nearest {minutes} min</source>
            <translation>los {minutes} min más cercanos</translation>
        </message>
        <message>
            <source>the old words stay readable</source>
            <translation>lo anterior sigue legible</translation>
        </message>
        <message>
            <source>the one that was kept stays</source>
            <translation>queda la que se guardó</translation>
        </message>
        <message>
            <source>the prescriber</source>
            <translation>el prescriptor</translation>
        </message>
        <message>
            <source>the same step</source>
            <translation>el mismo grado</translation>
        </message>
        <message>
            <source>themes {themes}</source>
            <translation>temas {themes}</translation>
        </message>
        <message>
            <source>there is no session yet</source>
            <translation>aún no hay ninguna sesión</translation>
        </message>
        <message>
            <source>this is the deepest step</source>
            <translation>este es el grado más profundo</translation>
        </message>
        <message>
            <source>this is the gentlest step</source>
            <translation>este es el grado más suave</translation>
        </message>
        <message>
            <source>three steps deeper</source>
            <translation>tres grados más profundo</translation>
        </message>
        <message>
            <source>three steps gentler</source>
            <translation>tres grados más suave</translation>
        </message>
        <message>
            <source>to sign</source>
            <translation>por firmar</translation>
        </message>
        <message>
            <source>today</source>
            <translation>hoy</translation>
        </message>
        <message>
            <source>told late</source>
            <translation>anotado tarde</translation>
        </message>
        <message>
            <source>touch</source>
            <translation>contacto</translation>
        </message>
        <message>
            <source>two steps deeper</source>
            <translation>dos grados más profundo</translation>
        </message>
        <message>
            <source>two steps gentler</source>
            <translation>dos grados más suave</translation>
        </message>
        <message>
            <source>under {limit}</source>
            <translation>menos de {limit}</translation>
        </message>
        <message>
            <source>under {pressure}</source>
            <translation>menos de {pressure}</translation>
        </message>
        <message>
            <source>under {rate}</source>
            <translation>menos de {rate}</translation>
        </message>
        <message>
            <source>vitals</source>
            <translation>signos vitales</translation>
        </message>
        <message>
            <source>what did they see?</source>
            <translation>¿qué vio?</translation>
        </message>
        <message>
            <source>which begins in silence</source>
            <translation>que empieza en silencio</translation>
        </message>
        <message>
            <source>who is in the home, and since when?</source>
            <translation>¿quién está en casa, y desde cuándo?</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>retirada</translation>
        </message>
        <message>
            <source>year</source>
            <translation>año</translation>
        </message>
        <message>
            <source>years</source>
            <translation>años</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>sí</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>ayer</translation>
        </message>
        <message>
            <source>yours</source>
            <translation>suya</translation>
        </message>
        <message>
            <source>yours in part</source>
            <translation>suya en parte</translation>
        </message>
        <message>
            <source>{act}, happened {time}.</source>
            <translation>{act}, ocurrió {time}.</translation>
        </message>
        <message>
            <source>{begun} to {end}: a plan, never a limit.</source>
            <translation>De {begun} a {end}: un plan, nunca un límite.</translation>
        </message>
        <message>
            <source>{by}, date not recorded</source>
            <translation>{by}, fecha sin registrar</translation>
        </message>
        <message>
            <source>{client} left with {escort} at {time}.</source>
            <translation>{client} se fue con {escort} a las {time}.</translation>
        </message>
        <message>
            <source>{client}, the latest session</source>
            <translation>{client}, la última sesión</translation>
        </message>
        <message>
            <source>{code} is selected.</source>
            <translation>{code} está seleccionado.</translation>
        </message>
        <message>
            <source>{code}’s file</source>
            <translation>Ficha de {code}</translation>
        </message>
        <message>
            <source>{contact}, name</source>
            <translation>{contact}, nombre</translation>
        </message>
        <message>
            <source>{contact}, number</source>
            <translation>{contact}, número</translation>
        </message>
        <message>
            <source>{count} items of the checklist are open</source>
            <translation>{count} puntos de la lista pendientes</translation>
        </message>
        <message>
            <source>{count} more answers under Where</source>
            <translation>{count} respuestas más en Dónde</translation>
        </message>
        <message>
            <source>{count} more are open.</source>
            <translation>Quedan {count} más pendientes.</translation>
        </message>
        <message>
            <source>{count} more spare tracks are not shown.</source>
            <translation>{count} pistas de reserva más no se muestran.</translation>
        </message>
        <message>
            <source>{cue} at {time}, in {minutes} min</source>
            <translation>{cue} a los {time}, en {minutes} min</translation>
        </message>
        <message>
            <source>{cue} due</source>
            <translation>pendiente: {cue}</translation>
        </message>
        <message>
            <source>{day} at {time}</source>
            <translation>{day} a las {time}</translation>
        </message>
        <message>
            <source>{day}, {years} years from {because}.</source>
            <translation>{day}, {years} años desde {because}.</translation>
        </message>
        <message>
            <source>{day}: type the minutes as a number.</source>
            <translation>{day}: escriba los minutos como número.</translation>
        </message>
        <message>
            <source>{document} alone: {words}.</source>
            <translation>{document} sin anexo: {words}.</translation>
        </message>
        <message>
            <source>{document}, {words}; then the log, {entries} with {readings}.</source>
            <translation>{document}, {words}; luego la bitácora, {entries} con {readings}.</translation>
        </message>
        <message>
            <source>{done} of {every}</source>
            <translation>{done} de {every}</translation>
        </message>
        <message>
            <source>{dose} at {time}</source>
            <translation>{dose} ({time})</translation>
        </message>
        <message>
            <source>{dose} lozenge</source>
            <translation>pastilla de {dose}</translation>
        </message>
        <message>
            <source>{elapsed} left</source>
            <translation>quedan {elapsed}</translation>
        </message>
        <message>
            <source>{entries} and {notes}</source>
            <translation>{entries} y {notes}</translation>
        </message>
        <message>
            <source>{field} {value} cannot be right: it lies between {least} and {most}.</source>
            <translation>{field} {value} no puede ser: está entre {least} y {most}.</translation>
        </message>
        <message>
            <source>{field}: say the day as {like}, or leave it empty.</source>
            <translation>{field}: escriba el día como {like}, o déjelo vacío.</translation>
        </message>
        <message>
            <source>{field}: type a whole number, or leave it empty.</source>
            <translation>{field}: escriba un número entero, o déjelo vacío.</translation>
        </message>
        <message>
            <source>{figures}, or avg</source>
            <translation>{figures}, o prom</translation>
        </message>
        <message>
            <source>{figures}: is that right? Enter again keeps it.</source>
            <translation>{figures}: ¿es correcto? Intro otra vez lo guarda.</translation>
        </message>
        <message numerus="yes">
            <source>{found} of {n} track</source>
            <comment>{found} of {n} tracks</comment>
            <translation>
                <numerusform>{found} de {n} pista</numerusform>
                <numerusform>{found} de {n} pistas</numerusform>
                <numerusform>{found} de {n} pistas</numerusform>
            </translation>
        </message>
        <message>
            <source>{gone} of {length}</source>
            <translation>{gone} de {length}</translation>
        </message>
        <message>
            <source>{heading}, such as {figures}</source>
            <translation>{heading}, como {figures}</translation>
        </message>
        <message>
            <source>{key} is there twice.</source>
            <translation>{key} está dos veces.</translation>
        </message>
        <message>
            <source>{key} once more leaves it, and all of it is thrown away.</source>
            <translation>Con {key} otra vez se sale, y todo se desecha.</translation>
        </message>
        <message>
            <source>{key} private</source>
            <translation>{key} privada</translation>
        </message>
        <message>
            <source>{label}, from silence</source>
            <translation>{label}, desde silencio</translation>
        </message>
        <message>
            <source>{label}. {how}: press to change, or S.</source>
            <translation>{label}. {how}: pulse para cambiarlo, o S.</translation>
        </message>
        <message>
            <source>{last}, to sign</source>
            <translation>{last}, por firmar</translation>
        </message>
        <message>
            <source>{limit} or more</source>
            <translation>{limit} o más</translation>
        </message>
        <message>
            <source>{mark} kept.</source>
            <translation>{mark}: guardada.</translation>
        </message>
        <message>
            <source>{minutes} min over the plan</source>
            <translation>{minutes} min más de lo previsto</translation>
        </message>
        <message>
            <source>{minutes} min to the planned end</source>
            <translation>{minutes} min hasta el fin previsto</translation>
        </message>
        <message>
            <source>{names} in {folder}.</source>
            <translation>{names} en {folder}.</translation>
        </message>
        <message>
            <source>{name}  ·  in use</source>
            <translation>{name}  ·  en uso</translation>
        </message>
        <message>
            <source>{name} cannot be played: {sentence}.</source>
            <translation>{name} no se puede reproducir: {sentence}.</translation>
        </message>
        <message>
            <source>{name} did not answer: look at the printer, then print again.</source>
            <translation>{name} no respondió: revise la impresora y vuelva a imprimir.</translation>
        </message>
        <message>
            <source>{name} did not take it{told}: look at it, then print again.</source>
            <translation>{name} no lo aceptó{told}: revísela y vuelva a imprimir.</translation>
        </message>
        <message>
            <source>{name} in {folder}.</source>
            <translation>{name} en {folder}.</translation>
        </message>
        <message>
            <source>{name} is damaged: {sentence}.</source>
            <translation>{name} está dañado: {sentence}.</translation>
        </message>
        <message>
            <source>{name} is missing: it is not where it was.</source>
            <translation>Falta {name}: no está donde estaba.</translation>
        </message>
        <message>
            <source>{name} is no longer kept. Its files stay.</source>
            <translation>{name} ya no se conserva. Sus archivos quedan.</translation>
        </message>
        <message>
            <source>{name} leaves</source>
            <translation>{name} se va</translation>
        </message>
        <message>
            <source>{name} {value} cannot be right: it lies between {least} and {most}.</source>
            <translation>{name} {value} no puede ser: está entre {least} y {most}.</translation>
        </message>
        <message>
            <source>{name}, how far</source>
            <translation>{name}, avance</translation>
        </message>
        <message>
            <source>{name}, in minutes</source>
            <translation>{name}, en minutos</translation>
        </message>
        <message>
            <source>{name}, in years</source>
            <translation>{name}, en años</translation>
        </message>
        <message>
            <source>{name}: cancel</source>
            <translation>{name}: cancelar</translation>
        </message>
        <message>
            <source>{name}: type a number such as 6 or 1.5, or leave it empty.</source>
            <translation>{name}: escriba un número como 6 o 1,5, o déjelo vacío.</translation>
        </message>
        <message>
            <source>{name}: type a whole number, or leave it empty.</source>
            <translation>{name}: escriba un número entero, o déjelo vacío.</translation>
        </message>
        <message>
            <source>{new} new, {lost} not read.</source>
            <translation>{new} nuevas, {lost} sin leer.</translation>
        </message>
        <message>
            <source>{new} new.</source>
            <translation>{new} nuevas.</translation>
        </message>
        <message>
            <source>{number} of {count}</source>
            <translation>{number} de {count}</translation>
        </message>
        <message numerus="yes">
            <source>{n} blank is open and would stay.</source>
            <comment>{n} blanks are open and would stay.</comment>
            <translation>
                <numerusform>Queda {n} espacio en blanco y quedaría así.</numerusform>
                <numerusform>Quedan {n} espacios en blanco y quedarían así.</numerusform>
                <numerusform>Quedan {n} espacios en blanco y quedarían así.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} blank, may stay</source>
            <comment>{n} blanks, may stay</comment>
            <translation>
                <numerusform>{n} espacio, puede quedar</numerusform>
                <numerusform>{n} espacios, pueden quedar</numerusform>
                <numerusform>{n} espacios, pueden quedar</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} came later</source>
            <comment>{n} came later</comment>
            <translation>
                <numerusform>{n} llegó después</numerusform>
                <numerusform>{n} llegaron después</numerusform>
                <numerusform>{n} llegaron después</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} entry came after this draft was kept.</source>
            <comment>{n} entries came after this draft was kept.</comment>
            <translation>
                <numerusform>{n} entrada llegó después de guardar este borrador.</numerusform>
                <numerusform>{n} entradas llegaron después de guardar este borrador.</numerusform>
                <numerusform>{n} entradas llegaron después de guardar este borrador.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} file</source>
            <comment>{n} files</comment>
            <translation>
                <numerusform>{n} archivo</numerusform>
                <numerusform>{n} archivos</numerusform>
                <numerusform>{n} archivos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} more is marked.</source>
            <comment>{n} more are marked.</comment>
            <translation>
                <numerusform>Hay {n} más señalado.</numerusform>
                <numerusform>Hay {n} más señalados.</numerusform>
                <numerusform>Hay {n} más señalados.</numerusform>
            </translation>
        </message>
        <message>
            <source>{n} of {count}</source>
            <translation>{n} de {count}</translation>
        </message>
        <message numerus="yes">
            <source>{n} sentence has a source that changed after drafting.</source>
            <comment>{n} sentences have sources that changed after drafting.</comment>
            <translation>
                <numerusform>{n} frase tiene una fuente que cambió después del borrador.</numerusform>
                <numerusform>{n} frases tienen fuentes que cambiaron después del borrador.</numerusform>
                <numerusform>{n} frases tienen fuentes que cambiaron después del borrador.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} struck</source>
            <comment>{n} struck</comment>
            <translation>
                <numerusform>{n} tachada</numerusform>
                <numerusform>{n} tachadas</numerusform>
                <numerusform>{n} tachadas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} taken out or reworded</source>
            <comment>{n} taken out or reworded</comment>
            <translation>
                <numerusform>{n} quitada o reescrita</numerusform>
                <numerusform>{n} quitadas o reescritas</numerusform>
                <numerusform>{n} quitadas o reescritas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} to mend</source>
            <comment>{n} to mend</comment>
            <translation>
                <numerusform>{n} por arreglar</numerusform>
                <numerusform>{n} por arreglar</numerusform>
                <numerusform>{n} por arreglar</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} track</source>
            <comment>{n} tracks</comment>
            <translation>
                <numerusform>{n} pista</numerusform>
                <numerusform>{n} pistas</numerusform>
                <numerusform>{n} pistas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} withdrawn</source>
            <comment>{n} withdrawn</comment>
            <translation>
                <numerusform>{n} retirada</numerusform>
                <numerusform>{n} retiradas</numerusform>
                <numerusform>{n} retiradas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} without a place</source>
            <comment>{n} without a place</comment>
            <translation>
                <numerusform>{n} sin lugar</numerusform>
                <numerusform>{n} sin lugar</numerusform>
                <numerusform>{n} sin lugar</numerusform>
            </translation>
        </message>
        <message>
            <source>{open} Why end now?</source>
            <translation>{open} ¿Por qué terminar ahora?</translation>
        </message>
        <message>
            <source>{open} Why go on?</source>
            <translation>{open} ¿Por qué continuar?</translation>
        </message>
        <message>
            <source>{passed} of {planned}</source>
            <translation>{passed} de {planned}</translation>
        </message>
        <message>
            <source>{path} cannot be read: {why}.</source>
            <translation>No se puede leer {path}: {why}.</translation>
        </message>
        <message>
            <source>{percent} or more</source>
            <translation>{percent} o más</translation>
        </message>
        <message>
            <source>{planned} planned</source>
            <translation>{planned} previstas</translation>
        </message>
        <message>
            <source>{playable} of {every} files can be played; each was opened at {time}.</source>
            <translation>{playable} de {every} archivos se pueden reproducir; cada uno se abrió a las {time}.</translation>
        </message>
        <message>
            <source>{print_what} on {printer}?</source>
            <translation>¿{print_what} en {printer}?</translation>
        </message>
        <message>
            <source>{printer} did not take it: look at it and print again, or save it to a file instead.</source>
            <translation>{printer} no lo aceptó: revísela e imprima de nuevo, o guárdelo en un archivo.</translation>
        </message>
        <message>
            <source>{rate}, last session</source>
            <translation>{rate}, última sesión</translation>
        </message>
        <message>
            <source>{services}, total {total}</source>
            <translation>{services}, total {total}</translation>
        </message>
        <message>
            <source>{session}, goes on</source>
            <translation>{session}, en curso</translation>
        </message>
        <message>
            <source>{session}, has not been ended</source>
            <translation>{session}, sin terminar</translation>
        </message>
        <message>
            <source>{tag}, moved</source>
            <translation>{tag}, hora cambiada</translation>
        </message>
        <message>
            <source>{tag}, told late</source>
            <translation>{tag}, anotado tarde</translation>
        </message>
        <message>
            <source>{taken} of {asked} taken, within</source>
            <translation>{taken} de {asked} medidos, dentro</translation>
        </message>
        <message>
            <source>{those} or {last}</source>
            <translation>{those} o {last}</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>quedan {time}</translation>
        </message>
        <message>
            <source>{time}, change from before the dose</source>
            <translation>{time}, cambio tras dosis</translation>
        </message>
        <message>
            <source>{title} is no scale of this app any more: strike it from a new one.</source>
            <translation>{title} ya no es una escala de esta aplicación: añádala de nuevo para corregir o tachar esta entrada.</translation>
        </message>
        <message>
            <source>{title} plays again: no unplayed music that fits is left.</source>
            <translation>{title} suena otra vez: no queda música adecuada sin tocar.</translation>
        </message>
        <message>
            <source>{title} stands in the arc already.</source>
            <translation>{title} ya está en el arco.</translation>
        </message>
        <message>
            <source>{title} waits at {place}</source>
            <translation>{title} espera en {place}</translation>
        </message>
        <message>
            <source>{title} was skipped: {reason}</source>
            <translation>{title} se saltó: {reason}</translation>
        </message>
        <message>
            <source>{title}, one item a line</source>
            <translation>{title}, un punto por línea</translation>
        </message>
        <message>
            <source>{what}, and {more} more</source>
            <translation>{what}, y {more} más</translation>
        </message>
        <message>
            <source>‘{output}’ is not here now: plug it in, or choose another output.</source>
            <translation>“{output}” no está aquí ahora: conéctela o elija otra salida.</translation>
        </message>
        <message numerus="yes">
            <source>“{item}” is open.</source>
            <comment>{n} items are open.</comment>
            <translation>
                <numerusform>Queda pendiente “{item}”.</numerusform>
                <numerusform>Quedan {n} puntos pendientes.</numerusform>
                <numerusform>Quedan {n} puntos pendientes.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QShortcut</name>
        <message>
            <source>Ctrl</source>
            <translation>Ctrl</translation>
        </message>
        <message>
            <source>Shift</source>
            <translation>Shift</translation>
        </message>
        <message>
            <source>Alt</source>
            <translation>Alt</translation>
        </message>
        <message>
            <source>Meta</source>
            <translation>Meta</translation>
        </message>
        <message>
            <source>Tab</source>
            <translation>Tab</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Espacio</translation>
        </message>
        <message>
            <source>Esc</source>
            <translation>Esc</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>←</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>→</translation>
        </message>
        <message>
            <source>Up</source>
            <translation>↑</translation>
        </message>
        <message>
            <source>Down</source>
            <translation>↓</translation>
        </message>
        <message>
            <source>Home</source>
            <translation>Inicio</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Fin</translation>
        </message>
        <message>
            <source>PgUp</source>
            <translation>RePág</translation>
        </message>
        <message>
            <source>PgDown</source>
            <translation>AvPág</translation>
        </message>
        <message>
            <source>Return</source>
            <translation>Intro</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Intro</translation>
        </message>
        <message>
            <source>Del</source>
            <translation>Supr</translation>
        </message>
    </context>
</TS>
