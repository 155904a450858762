<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
    <context>
        <name></name>
        <message>
            <source>
Head of the log {head_hash} …</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source> Ask whether they are at this address today.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source> Back to the record.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source> Or Ctrl+Shift+R keeps who arrived.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source> Or F2 takes them.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source> Or F6 keeps that it was spat.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source> The system’s default printer can be another one.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source> The vault that was here lies whole in {name}, in the same folder.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source> in {folder}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source> of {planned_sessions}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source> of {planned}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source> {left} open and would stay.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source> {others} more {what} marked.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source> {places} that changed after drafting.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>*.m3u *.m3u8 *.pls *.xspf</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>*.mp3 *.m4a *.aac *.flac *.wav *.aif *.aiff *.ogg *.oga *.opus</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>, amended</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>, by hand</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>, change from before the dose</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>, telehealth</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>, the last of {last_at}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>, which begins in silence</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>, {index} of {own}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>, {lost} not read</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>1 day</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>1 minute</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>1 more client has</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>1 more waits</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>1 question is open</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>1 track</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>1 year</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>; paid {paid}, balance {total}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A PIN is chosen as the veil is drawn.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A PIN is chosen as the veil is drawn: the passphrase opens it now.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A backup is made by itself after a session has ended, after it is signed, and on closing where something was kept since. It is encrypted as the vault is, and checked by opening it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A blank for your own words.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A client is initials or a code; a full name is not needed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A client needs initials or a code.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A client, and what comes before the dose</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A client’s file is kept</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A folder, files or a playlist</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A heading of the template.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A new draft begins with</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A new passphrase</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A note that was withdrawn, or a file that was destroyed, stays in backups made before. An older backup opens with the passphrase the vault had when it was made.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A preference, usually 15 s: a key pressed twice leads into other music.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A preference, usually 6 s. At 0 tracks join without a gap.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A preference, usually 60. Each session begins with it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A preference, usually 8 s. So long it takes to come back, too.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A preference, usually off.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A preference, usually on. It makes some phases softer, none louder.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A preference, usually −20 LUFS. All tracks are brought to it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A preference.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A random secret in the system’s keychain opens the vault at a click; the passphrase is not kept there and always works. Whoever can use your account while you are logged in can then open the vault, also after it has locked. Leave it off where others use this computer.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A reading is outside the prescriber's limits.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A service needs {what}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A session goes on: change the passphrase when it has ended.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A session goes on: end it before you open another one.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A session goes on: import when it has ended.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A session goes on: restore a backup when it has ended.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A session goes on: the tour waits until it has ended.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A session runs: the ceiling can be changed when it has ended.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A statement for the client’s own claim. It is sent nowhere: it lies in the folder in clear, outside the vault.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A streaming app or the room’s own player: named once, noted with its times.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A telehealth dose needs {needs}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A telehealth dose needs {what}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add a folder</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add a folder of music to the library</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add the theme {theme}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Added.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Addenda</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Addendum, then Enter</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Address</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Address for emergencies</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Address, call-back number and support person are asked at telehealth.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Address, for an emergency</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Adverse</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Adverse event</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>After the end the draft is written from what you noted. Change what you like, fill in what is blank, export it, and sign with Ctrl+Shift+S. From then on only addenda are added. What waits to be signed stands on Home.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>All entries</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>All entries of this course</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>All keys</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>All of it</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>All that this vault holds of {code}: {held} with records, drafts and psychotherapy notes; meetings, measures, supply, limits and contacts.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>All that you write is kept encrypted in one vault on this laptop. Its passphrase is not kept anywhere: nobody can open the vault without it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>All three within</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>All you keep lies in one encrypted vault on this laptop. Your passphrase opens it. So does the recovery code that was shown once: keep it on paper, away from the laptop. Without either of them nobody can open the vault.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>All {of} files can be played; each</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Also</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>And {count} more.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Another reading</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Another reading, or avg</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Answer</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Answer the next cue</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Arcs</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Arcs: keep, assign, save</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Arrived</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Arrived or left</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>As planned</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>As the system</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Asked</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Asking the keychain.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Assign by the template {name}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Assign in list order</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Assign the tracks</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Assign to the phases, in list order</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>At least {shortest} characters; four or more unrelated words are easy to keep.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Back</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Back to the default</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Backing up before closing, {percent} %. Close the window once more to leave without it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Backing up, {percent} %.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Backup</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Backups</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Backups (*.kapbackup);;All files (*)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Backups in this folder</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Before the client leaves</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Before the dose</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Before the first dose</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Begin a client</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Begins in silence</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Begins with a crossfade</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Begun, as 14:30</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Booster</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Booster taken</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Born on</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Born on, as 1980-03-02</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Both within</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Breath slow and even.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Bring it back</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Bring music back</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>By a template: gentle phases get gentle tracks.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Call back</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Call-back number</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Cancelled. What is known stays; the rest is measured when it is chosen.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Cancelled: nothing was exported.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Ceiling</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Ceiling of the volume</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Change the passphrase</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Changed after drafting</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Changing the passphrase.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Charts</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Check</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Check the files and this computer</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Checking the code.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Checking.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Checklists</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose a PIN for the veil</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose a folder first.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose a folder of music</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose a short PIN for this session</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose all</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose another output</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose music</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose music files or a playlist</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose music in Prepare: files of your own, or the app’s ambient music. In the session Esc Esc fades it to silence, and once more brings it back. F9 lowers it while you talk.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose none</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose other music</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose other music (Ctrl+Shift+M)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose own music</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose the backup’s file</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose the backup’s file first.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose the folder</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose the folder for backups</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose the folder for the log</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose the output</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose the psychotherapy notes' file</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose the record's file</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose the record's file first.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose what kind of meeting it was.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose which step it is.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Client</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Client is at</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Clients</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Close the arcs</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Close the emergency card</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Close the keys</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Close the library</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Close what was not found</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Closed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Code, if you use one</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Codes and payment</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Codes are yours: none is proposed, and those you type here are not kept for the next time. Several diagnosis codes are parted by commas.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Colours</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Complete. The support person {comes}{looks_in}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Consent</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Consent and checklist complete</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Consent, as 2026-03-02</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Copy the hash</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Copy the note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Correct</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Correct the selected note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Correct: {lower}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Corrected {clock_words}: {reason}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Corrected.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Course</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Coverage</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Credentials, such as LCSW</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Crossfade</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Crossfade {crossfade_s:g} s</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Ctrl+Down the next</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Ctrl+K answers</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Ctrl+N begins a client: initials or a code are enough. Then the first letter, Enter, Enter opens a session. Prepare has the consent, the checklist, the vitals and the plan, and says what is still open.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Cues and checklists</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dark</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Day set</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Deeper</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Deeper music</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>DejaVu Sans</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Del</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Del strike</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Destroy this file</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Destroy {code}’s file?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Diagnosis codes, if any</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Diastolic</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Diastolic under</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dimmer</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dimmer is for the darkest room. A draft is always on light paper.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Do it in {name} itself; it is noted.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Document</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Documents lie there in clear, outside the vault. What is exported, printed or copied is told in the vault’s log.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Done</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Done: {what}. Ctrl+Z undoes it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dose</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dose from</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dose from, mg</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dose or booster</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dose taken</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dose taken at {clock_words}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dose to</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dose to, mg</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dose {dose_mg}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dosing {dosed}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Down</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Down offers the usual reasons</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Draft</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Draft anew</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Draft the note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Due</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>E correct   Del strike</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>E corrects the selected note, Delete strikes it</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Earlier</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Edit</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Edit client</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Edit marks</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Edit marks	Ctrl+0</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Edit the template {title}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Elsewhere</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Email</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Emergency card</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Emergency services called now</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Encrypted. It opens with your passphrase, or with the recovery code that was shown once.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>End session</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>End the session</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>End the session before its planned end? Say why.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>End the session before signing its record.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>End the session now?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>End the session? Its last entry is not of today; the end is written as of now, and the reason can say when it was.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>End the session? Notes go on until signing.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>End the tour</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Ended</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Ended at {ended}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Ended by mistake: strike the end</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Ended by mistake? Strike the end</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Ending now asks for a reason, and goes on.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Enter</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Enter adds · Space favourite · + − intensity</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Enter keeps it</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Enter keeps it, Esc goes back.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Enter next   Esc back</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Entries used</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Esc</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Esc Esc</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Every entry is saved{at_last}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Export</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Export as a table</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Export as {kind}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Export for the prescriber</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Export the documents</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Export the psychotherapy notes apart</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Export them</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Export this log</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Export {notes} apart</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Exported sessions (*.json);;All files (*)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Fade to silence</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Fade to silence, or back</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Fair. One more word would make it strong.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Fee</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Fee {nth}: {what}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Fees</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>File</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Files</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Find</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Find a client, or words in a note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Find a setting</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Find an act or a key</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Find in this session</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>First dose {elapsed} ago</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>First supply</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>First written: “{what}”. {why}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Five wrong PINs: now only the passphrase opens it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Folder</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Folder for backups</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Folder for the course</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Folder for the documents</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Folder for the log</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Folder for the superbill</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Folder of the music</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Folder to add to the library</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Folder, file or playlist</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Folder, file or playlist of the music</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>For every course from now on: what is next and overdue is reckoned anew.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>For how many sessions</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>For integration</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>For minutes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>For other players</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>For superbills. A line called Consultation or Follow-up is used for those meetings. Codes are yours to type: the app knows none. Empty a line of your own to take it away.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>For the sessions you open from now on. One that is open keeps what it began with.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>For this client only</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>For whom</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>For whom, if you like</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>For {client} only</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>For {output}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Forget</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Forget the arc {name}; its files stay</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Found in notes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>From the JSON file of an export. It comes in as it was kept, with every time and hash; a session that is here already is left as it is.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>From {lower}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Full name, if wanted</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Fusion</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Gentler</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Gentler music</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Gentler or deeper leads elsewhere: ask for the music as planned first, by Alt+End.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Get</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Given by</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Given on, as 2026-03-02</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Go on</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Go on to unlock</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Go on with a reason</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Go to the note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Go to the notes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Goes up to {ceiling}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Groups of settings</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Guardian, for a minor</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Handed to the printer.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Hear it</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Heart rate</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Heart rate under</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Held by</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Home</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>How far the session is</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>How intense the music is, is still being measured: steer in a moment.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>How intense this music is, is not known, so it cannot be steered.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>How it plays</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>I have kept it</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Identity</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>If none consented, why</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>If you share your screen, others see this window. F12 veils it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Import</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Import a session</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Imported {client}: {what}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Importing.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In notes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In person</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In place of {name}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In the client’s own words</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In the prescriber’s words, if wanted</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In the session the note box has the keyboard. Enter keeps a note, Ctrl+1 and on are marks, F5 is the dose, F2 the vitals. Ctrl+Shift+P makes the note private. F1 shows all keys, anywhere.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>In this folder</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Incomplete</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Inhibit</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Initials or code</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Insurers often ask for what is not given here: {what}. It can be typed in Settings, Practice, and in the client’s file.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Intensity</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Intention</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Intention and safety</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Intention carried over: “{intention}”</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Intention for the next dosing session</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Inter</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>It follows from another entry.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>It has moved: show the folder</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>It is {since_opening} of {planned}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>It opens the vault if the passphrase is ever lost, and it is shown only now. Keep it on paper in a safe place, away from this laptop.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>It stands in the arc already.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>It was not saved: {what}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Its name, then Enter</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Its psychotherapy notes' file, if wanted</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Its words leave the record and its saved drafts, and become a private note. What was exported or backed up before still holds them.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Jinja2 with the names {names}. Lists are gone through with for. Blanks are written [Your words: …], headings with ## and ###.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>KAP Companion</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>KAP Companion recovery code.txt</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>KAP Companion: recovery code

    {code}

It opens the vault if the passphrase is lost. Whoever has it can open the vault: keep it in a safe
place, away from the laptop.
</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Keep</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Keep telehealth sessions out of screen sharing</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Keep the arc under this name</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Keep the differences inside an album</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Keep this arc</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Keep this recovery code</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Keep what is typed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Kept arcs</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Kept arcs, assigning to phases, saving as a list</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Kept as {name}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Kept twice</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Kept until {told}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Kept.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Key Ctrl+{number}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Key {key}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Keychain</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Keys</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Last note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Last session</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Later</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Lead over to the phase now</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Lead over to the {value} now</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Leading over at once</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Leave as it is</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Leave the words as they are</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Leaves</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Leaves with</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Left</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Left and Right choose a track, with Ctrl they move it; Ctrl+Up and Down: the phase before, after. 1 to 5 intensity, S silence, Delete takes it out.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Left and Right go from entry to entry, Enter goes to it in the notes.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Left half typed: the same key in that row goes on with it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Left out of the {phase}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Left out.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Left out: {what}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Length</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Let the arc’s loudness contour shape the level</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Library</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Licence</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Light</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Limits</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Lock</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Locks by itself after</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Locks in half a minute. Any key keeps it open.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Locks the window before the computer sleeps</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Log</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Log of the vault</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Look</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Looking for the output.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Looking for the printer.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Louder</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Loudness of every track</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Low</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Lower</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Lower while talking, or raise</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Lozenges</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Made on {moment_words}. It holds {held_words}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Make private</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Make private	P</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Make the last note private</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Make the selected note private</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Make the vault</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Make your vault</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Making the pages.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Making the vault: measuring how slow a guess must be on this laptop.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Making {kinds}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Making {kinds}. {made} made.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Mark</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Mark kept.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Mark {number}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Mark {n}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Mark: {name}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Marked and quoted in the last dosing session: choose to add.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Marks</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Marks and note box, at the foot of the session.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Marks. Earlier ones keep their words.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Measure</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Measures</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Measuring {most}. {done} measured.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Meeting</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Meeting held</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Menu</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Minutes charged</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Minutes until it locks</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Minutes without key or mouse. It locks too when the laptop sleeps or its screen is locked. What is half typed is kept, and you come back to it. While a session runs the veil is drawn instead: clock, music and note box go on. Four by default; HIPAA asks for a lock, not for a number (45 CFR 164.312(a)(2)(iii)).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Misheard</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Mistyped</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Moderate</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>More exact</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Motion</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Moving</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Music</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Music and sound</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Music as planned</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Music at the ceiling, coming in slowly.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Music files or a playlist</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Music from elsewhere</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Music from {name}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Music, and fade to silence</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>My own thought</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>NPI is the National Provider Identifier, the tax id an EIN or SSN.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Name and credentials</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Name of the music from elsewhere, such as Spotify, then Enter</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Name of this arc</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Name, as you sign</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Name, then Enter</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Needed before a telehealth dose: {left} to fill in.{asks}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>New client</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>New template</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Next</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Next screen</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Next sentence and its sources</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Next step: {title}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Next tab</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Next track</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Next: {comes}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Next: {title}{when}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Next: {when}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No act here speaks of ‘{strip}’.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No address for the emergency card. Settings, Practice, keeps one for later sessions.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No backup has been made in this folder yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No blank is open.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No clients yet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No crossfade</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No dictionary for your language is installed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No dose is planned.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No dose was taken.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No dosing session yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No entry yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No limit is given: fill in one, or leave all empty.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No limits given by the prescriber.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No music chosen</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No music chosen.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No music is chosen: Ctrl+Shift+M chooses a folder or files.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No music yet. Add a folder, or drop one here; what is chosen comes here too.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No note holds these words.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No output</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No printer is set up on this computer, or its print service does not run: look into the system’s settings, or export a PDF (Ctrl+E).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No printer is set up on this laptop: save it to a file instead.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No reading since the dose</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No reading yet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No session yet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No setting speaks of ‘{strip}’. Esc shows all of them again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No unplayed music of the {value} is left in this arc.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No vitals at the close.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No vitals yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nobody can take this back. Type {code} to confirm it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nobody named yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>None given.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>None is set for this output yet. Set it once, by ear.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>None kept yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>None of them taken</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>None set</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>None taken yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>None yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not at all</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not for the record</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not found</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not found: {name}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not signed: every page says DRAFT.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not so</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not told yet: with whom {client} leaves.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not told: whether {unknown}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Note kept.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Note templates</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Note, then Enter</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Notes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Notes go on until signing.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Notes, newest first</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing asks for an answer now.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing gets louder than this in a session.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing gets louder than {ceiling} in a session</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing in the way. </source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing in {library} tracks holds these words.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing is held under the tongue now.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing is open.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing left this vault yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing waits to be signed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing was done for this client yet that could be charged.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing was just kept that could be made private.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Number</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Of all words in the window.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Off</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Off: whoever comes to this laptop while you are away reads what is open.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>On Windows export a PDF (Ctrl+E), print that, and delete it: from here it would leave a copy in clear.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>On, as 2026-03-02</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>One PDF: where the course is, its sessions with doses, vitals and adverse events, measures, supply and limits. Meetings’ notes are left out; psychotherapy notes are never in it. It lies in the folder in clear, outside the vault.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>One item is open.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>One moment, then press Enter again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>One moment: the passphrase is being changed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>One moment: the vault is being opened.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>One track was</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Only a note or a mark of the record can be made private.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Open</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Open the arc {name}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Open the library</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Open the veil</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Open: {left}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Opened</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Opening each file: {of} of {of_2}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output of the sound</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output: {name}; choose another</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output: {text}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Outputs</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Outside the limits of {by}: {what}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Outside the limits of {what}: {what_2}. What was done?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Outside. Limits of {by}: {what}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Over the planned end</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Overdue</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Own template</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>PIN for this session, 4 to 8 digits</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>PIN or passphrase</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Paid</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Paid in full</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Password of the PDF</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Pause</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Paused</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Peak change</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Phases of the window</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Phone</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Plan</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Plan: {plan}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Planned</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Planned dose</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Planned dose in mg</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Planned end</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Planned length</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Planned length in minutes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Play</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Play or pause</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Play or pause, to hear the headphones</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Playing</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Playlist, m3u8 (*.m3u8);;Playlist, xspf (*.xspf)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Position in the track</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Practice</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Prepare</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Prescriber</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Prescriber told now</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Prescriber's limits</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Prescriber’s written limits</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Prescription</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Present</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Present: {here}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Preview</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Previous</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Previous track</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Print</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Print the psychotherapy notes apart</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Print {notes} of this session, and nothing of the record</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Print {what}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Printing is not possible here: save it to a file instead.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Private note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Private note kept.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Private note, or back</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Private note, then Enter</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Procedure code</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Psychotherapy notes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Put a new {title} draft in place of what you edited? Your text stays readable in the log.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Put the cursor into a sentence.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Question {number}: {what}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Question {open_at} has no answer yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Quieter</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Quit</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Raise</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Range of the dose</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reading the music</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reading {source}: {count} track{what} so far.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Readings</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reason</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reason for going on</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reason, if there is one</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reason: {reason}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Recovery code {code}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Recovery code, as in 7K2M-9QTB-…</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Refill</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Remembered. Where it goes, the music waits: it never moves to another by itself.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Replace file</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Restore</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Restore from a backup</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Restored: {entries}, as they were on {moment_words}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Restoring, {percent} %. It is checked before anything is replaced.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Resume</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Retention</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Return</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Role</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Role of who comes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Safety</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Save</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Save as a playlist</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Save the arc as a playlist</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Save the recovery code</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Save this first, or leave it with Esc.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Save to a file</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Saved as {name}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Saved as {name}. Move it away from this laptop.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Say the day as 2026-03-02.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Say the time as 14:30, or leave it empty.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Say what happened then, such as: {strip} she laughed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Say when the limits were given, as 2026-03-02.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Say who gave the limits: they are the prescriber’s, in writing.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Say who that is: support person, interpreter …</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Say why it is corrected.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Say why it is destroyed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Say why it is struck.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Scale</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Screen before</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Screen sharing</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Screens</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Select a client first: type the first letter.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Select a note first: Up goes to the notes.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sentence before</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Service</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Services</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Session</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Session {number}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Session {number}, {day} {since:%b}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Session {number}, {day}, {stage}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Session {number}, {day}, {what}, {supply_words}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Session {session_number}{of}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sessions</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sessions of this client</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sessions of this course</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sessions planned</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sessions today</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Set</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Set a day</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Settings</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Settings, passphrase</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Severity</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Shift+Enter begins a line</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Shift+Enter for a new line</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Show the keys of this screen</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Show the sound in Settings</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Show the vault in Settings</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Show what I type</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Show what waits on Home</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Show what was not found, and why</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sign</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sign as “{name}”? This cannot be taken back.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sign the record</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Signed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Signed. Only addenda follow.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Signed: the documents carry the hash above.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Signing closes the record: only addenda can follow.{still}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Since opening {since_opening}, {phase}, no dose yet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Skip the tour</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Small window beside a video call</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Snippet {n}, its phrase</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Snippet {n}, what is typed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Snippets</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Some of these words are your own.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Somebody arrived or left</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sound leaves again</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sound leaving</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sound out</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sounds at the ceiling.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Source: {source}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sources of this sentence</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sources:</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>SpO₂ at least</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>SpO₂ {spo2_percent} or more</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Spat</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Spat.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Spat. Held for {elapsed}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Spit</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Start</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Start a session</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Start a session with {code}? It is {which}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Steering the music</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Step</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Steps</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Steps of so many minutes, counted from the minutes that a fee is for. The superbill shows the clock’s minutes beside those charged.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Still</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Still needed: {casefold}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Still needed: {name}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Still: the marker and the line of now step once a minute, a track by twentieths, what is due turns amber in four steps, and the sound only says that it is there. The clock runs as ever.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Stop</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Strike</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Strike it</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Strike it? It stays readable.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Strike the end</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Strike the selected note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Strong.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Struck. It stays readable among all entries.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Struck: the sentence goes.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Struck: {reason}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Such as resting, prescriber told</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Suggest another spelling</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Superbill</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Superbill for {code}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Supply</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Support person</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Support person in the home</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Support person’s number</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Swallowed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Swallowed, not spat</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Systolic</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Systolic under</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Take away</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Take it out</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Taking the dose now asks for a reason, and goes on.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Tax id</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Telehealth</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Tell the password by another way than the file. Such a PDF is no longer PDF/A, the form for long keeping; nobody can bring back a password that is lost.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Template</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Text size</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>That entry has no words to correct: strike it instead.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>That entry is struck already.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>That is not the PIN. Wait {wait_s} s, or type the passphrase.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The PDF opens with a password alone</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The PDF's password needs at least {least} characters.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The PIN opens the veil until this session is put away.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The app’s own ambient music</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The arc of the music</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The backup is made and checked.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The backup to restore</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The backup’s file</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The ceiling of this output is {most}: Settings change it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The checklist, at the left of Prepare.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The choice holds until the app closes: the disk did not keep it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The client is a minor. Give the guardian and the day of their consent, or say why there is none. Save once more to go on without.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The client’s code</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The code was shown when the vault was made. It stays good; the passphrase becomes the new one.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The dose was taken at {dosed}: this cannot have been before it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The draft, and signing</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The file can be played; it</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The file is destroyed. The vault’s log keeps that it was.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The keychain opens it no longer; its secret is gone.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The keychain opens the vault from now on.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The last backup</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The latest reading is within the prescriber's limits.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The loudest it ever gets</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The music has ended.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The music plays on under the veil. It locks fully once that is silent.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The music stopped by itself and was started again at its place.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The music, at the right of the session.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The nearest</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The next try can be made in {left} s.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The note box, marks and keys</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The notice asks for an answer: a few words are enough.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The page and its signature, in Draft.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The passphrase is changed. The recovery code stays good.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The passphrase now</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The passphrase of then, or the recovery code</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The passphrase, at the gate.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The planned end is in {left} min.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The planned end is now</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The practice’s particulars</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The record's file</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The recovery code is shown only now. Close the window once more within ten seconds to leave without it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The same again</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The session along its time</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The session goes on under the veil. It locks fully once it has ended.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The session goes on. Why was its end a mistake?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The session has ended already.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The session has ended. Strike its end before noting a dose.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The session has not been ended. Close the window once more within ten seconds to leave it: all is kept, and it can be resumed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The session has not ended: this is how it stands now.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The session of {client} has not been ended: resume it or end it first.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The system keeps what is printed in its spool, in clear, until it is printed, and may keep it longer.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The system tells of no other output.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The system’s choice</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The system’s keychain opens the vault too</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The system’s print service does not answer: try again, or export a PDF (Ctrl+E).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The template’s own words: no entry says this.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The tour, in five steps</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The two are not the same yet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The usual set</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The vault and its recovery code</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The vault in {folder}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The vault lies in</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The vault that is here now stays whole, in a folder beside the restored one. Entries that were kept after the backup are only in that one.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The vault’s log keeps that it was done, when and why, by ids that tell of nobody. Backups, exported documents and the copies named before-… that an update leaves beside the vault still hold this file: destroy those yourself.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The vault’s log tells of it.{others}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The whole window is veiled. F12 opens it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The window has {left} left.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The wrong box</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The {what} alone: {told}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The {what}, {told}; then the log, {log} with {readings}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Themes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Themes, commas between</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Themes: {what}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no music in it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no return to mark now.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no vault here yet: the one in the backup comes here.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is nothing to suggest here.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>They are not meant for the record’s readers.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>They lie in the vault, encrypted with the rest. The log keeps what they made.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>They stand in the records of the sessions to come, and on superbills. Credentials that stand in the name already are not said twice.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>They stand on superbills as you type them. Address and phone are also what the emergency card says of a session in person. All of it may stay empty.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This computer</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This entry was struck: it stays readable, and is corrected no more.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This folder cannot be seen just now. The next backup says whether it can be written.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This folder is on the same disk as the vault. That helps against damage and mistakes, not against a lost or stolen laptop: choose another disk or a stick for that.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This is to be handed out. Choose the note’s template, then sign that.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This session has no psychotherapy notes.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This session is here already, entry for entry: nothing was changed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This system has no print service (CUPS) that takes a document without a file: export a PDF (Ctrl+E) and print that.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This system has no way to keep a window out of a shared screen. F12 veils it instead.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Time and acts</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Time is rounded to</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Time since the dose</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Time, vitals and acts</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Title</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>To be handed out: it is not the note, and nothing on it is signed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>To call</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>To sign</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>To start a session: the client’s first letter, Enter, Enter.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Today</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Total</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Total, as typed from the form</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Touch asked</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Touch, asked in the moment</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Tour</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Tracks of the library</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Type a whole number, such as 8.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Type for how many minutes the fee is: 1 to 1440.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Type the dose in milligrams, such as 150.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Type the fee of {day}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Type the length in minutes, such as 100.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Type the minutes that time is rounded to: 1 to 60.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Type the minutes until then, such as 10.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Type the passphrase as it is now first.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Type the passphrase first.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Type the passphrase the vault had when the backup was made.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Type the recovery code first.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Under the tongue, {held} min.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Undo the last act</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Undo the last change of the arc</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Undo: {undo} (Ctrl+Z)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Undone: it is struck, and still readable.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Undone: {what}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Untitled</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Untitled {n}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Up next</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Use new words</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Use the keychain</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Use the new words</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Use the new words in all {count}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Use the recovery code</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Vault</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Veil</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Veil, and choose its PIN</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Veiled</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Veiled. F12 opens it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Veils in half a minute. Any key keeps it open.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>View</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Vitals</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Vitals again in so many minutes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Vitals at the close</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Vitals kept.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Vitals: pressure, heart rate, SpO₂, breaths</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Volume</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Volume at the start</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Wait {what} s, or type the passphrase.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Was to be kept until {told}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Weak: add words that have nothing to do with each other.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What and why</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What goes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What happened</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What left</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What left the vault, who came, what was changed. Each line is written as it happens and is never changed. What becomes of a file outside the vault is not seen.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What plays belongs to the {value} already.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What stays</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What to tell an operator</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What took longer or shorter is charged in proportion.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What was asked, such as hand on shoulder</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What was done</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What was done about it</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What was not found</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What was seen</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What will be printed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>When, and what is kept</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Where</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Where it goes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Where it plays</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Where the client is</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Where the music is now</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Where the system lets it, others in the call see nothing of this window.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Where they go</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Which lines</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Which way time is rounded</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Who is there, since when</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Why go on outside the prescriber’s limits?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Why it is corrected</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Why it is destroyed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Why, as “its time is over”</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Window</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>With the session log as appendix</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>With themes and plans</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>With whom {client} leaves</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Within</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Words, if wanted</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Write {notes} of this session, and nothing of the record, into documents apart{what}? They are not meant for the record’s readers.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Wrong client</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Years</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>You</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Your name and credentials</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Your own templates</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Your own words.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>a fee</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>a half-typed note waits in its box</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>a little {what}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>a name</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>a reason</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>a track</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>adding {many}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>adverse event</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>adverse events {adverse}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>again: at once</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>again: now</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>all four</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>amended: {reason}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>and {left} more</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>and {more} more</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>and {others} more here</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>art of</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>as planned</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>asked for</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>asked for, from the next track on; press again: at once</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>assigning by {name}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>assigning to the phases</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>at {elapsed}, {when}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>awaited since</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>blank is</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>blanks are</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>by whom is not recorded</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>came later</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>carried over from {what}, Enter keeps it</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>changed after the dose</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>changed while preparing</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>choosing other music</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>client, with </source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>comes {before} min before and </source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>day has passed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>day set</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>due now</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>due {minutes} min</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>due, {minutes} min ago</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>empty unless the prescriber gave them</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>ended {ended}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>entries came</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>entry came</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>for {client}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>for {to}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>four steps</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>happened {clock_words}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>has played</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>heart rate under {heart_rate_bpm}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>how a phase begins</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>in person</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>in {in_s}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>in {minutes} min</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>intensity not measured</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>intensity {step} of {steps}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>its intensity is not known yet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>its minutes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>kept like any other</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>last session {when}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>left for now</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>looked at {at}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>looks in every {every} min: a cue reminds.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>mg each</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>mg, as prescribed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>moving a track</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>no day set</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>no dose yet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>no prescriber named</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>no sound</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>no supply left</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>no times kept</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>none chosen</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>not asked</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>not ended</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>not said</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>not saved</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>nothing {what} that fits is left</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>one document</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>one step</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>one track</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>opened {opened_at}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>opening another arc</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>planned end {planned_end}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>planned end {planned}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>plays now</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>prescriber on call</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>prescriber {prescriber}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>press again: at once</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>private · {private_key} back to the record</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>private · {when}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>psychotherapy note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>psychotherapy notes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>replacing a file</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>ride home</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>saved {clock_words}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>saved {saved}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>saved {when}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>sentence has a source</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>sentences have sources</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>session has</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>session {number}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>sessions have</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>signed {signed_at}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>since opening</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>since the booster</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>since the dose</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>since the first dose {first}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>sound leaves</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>spare, not on the clock</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>struck: {reason}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>support person</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>taken out or reworded</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>taking a track out</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>the disk refused</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>the last meeting</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>the last session</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>the nearest {round_to_minutes} min</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>the old words stay readable</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>the one that was kept stays</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>the prescriber</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>the same step</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>theme or quote</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>themes and quotes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>themes {themes}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>there is no session yet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>this is the deepest step</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>this is the gentlest step</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>this page</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>this record</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>three steps</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>to sign</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>told late</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>too short</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>two steps</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>under {both}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>under {diastolic}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>under {heart_rate_bpm}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>under {systolic}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>under {systolic}/{diastolic}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>under {what}/{what_2}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>what did they see?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>who is in the home, and since when?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>without a place</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>yours in part</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{added} added.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{at} of {steps}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{back}, by {device}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{begun} to {end}: a plan, never a limit.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{by}, date not recorded</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{came} after this draft was kept.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{capitalize} cannot be asked for: {why}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{capitalize}, name</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{capitalize}, number</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{chosen}, total {total}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{clients} something overdue.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{client}, the latest session</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{client}, {what}, to sign, {waits}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{code} is selected.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{code}’s file</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} more are open.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} times</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} tracks</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} track{what}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count}, may stay</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{date} at {at}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{days} days</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{day}: type the minutes as a number.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{done} of {every}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{dose_mg} at {at}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{early} Why end now?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{elapsed} left</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{every} documents</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{found} of {library}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{found} tracks were</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{fresh} tracks</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{heading}, such as {hint}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{hidden} more spare tracks are not shown.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{hint}, or avg</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{hours_minutes} of {hours_minutes_2}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{indexes} tracks</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{index} of {count}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{items} items are open.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{keep_until}, {years} years from {because}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{keep_years} years</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{key} is there twice.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{kind} name</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{kind} phone</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{label}, from silence</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{label}. {how}: press to change, or S.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{last}, to sign</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{left} items of the checklist are open</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{left} left</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{left} questions are open</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{lost} of what the list names were not found.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{many} found there.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{max} KB</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{milligrams} lozenge</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{minutes} min over the plan</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{minutes} min to the planned end</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{missing} more answers under Where</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{more_to_sign:,} more wait</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{more} more clients have</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{more}; these have waited longest.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{names} in {folder}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name}  ·  in use</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} cannot be played: {sentence}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} did not answer: look at the printer, then print again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} did not take it{told}: look at it, then print again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} in {folder}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} is damaged: {sentence}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} is missing: it is not where it was.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} is no longer kept. Its files stay.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} leaves</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} left with {removeprefix} at {clock_words}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} {value} cannot be right: it lies between {least} and {most}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name}, how far</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name}, in minutes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name}, in years</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name}: cancel</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name}: type a number such as 6 or 1.5, or leave it empty.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name}: type a whole number, or leave it empty.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{new} new{lost}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{notes} of psychotherapy notes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{opened}, no dose yet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{paths} files</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{planned} planned</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{playable} of {of} files can be played; each</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{printer} did not take it: look at it and print again, or save it to a file instead.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{private_key} private</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{removesuffix} at {when}: kept.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{rstrip}, happened {happened}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{sessions} no end yet, and so no time to charge.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{since_opening} of {of}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{spo2_percent} or more</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{tag} kept.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{tag}, moved</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{tag}, told late</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{taken} of {asked} taken, within</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{title} is no scale of this app any more: strike it from a new one.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{title} plays again: no unplayed music that fits is left.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{title} stands in the arc already.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{title} waits at {at}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{title} was skipped: {reason}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{title}, one item a line</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{told}   P private</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{told} Gone on with a reason.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{tracks} tracks</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{troubles} to mend</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{undo_words} Ctrl+Z undoes it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{usual} items</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{what} Why end now?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{what} Why go on?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{what} at {due_at}, in {max} min</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{what} due</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{what} on {name}?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{what} or {what_2}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{what} {are} with {name}, to be printed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{what} {value} cannot be right: it lies between {least} and {most}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{what}, and {more} more</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{what}, under the tongue: how many mg, or 1.5 x 100? -3m tells it late.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{what}: is that right? Enter again keeps it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{what}: say the day as {like}, or leave it empty.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{what}: type a whole number, or leave it empty.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{when}, change from before the dose</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{when}. One item a line.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{whole} minutes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{whole} was opened at {at}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{years} years</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>‘{output}’ is not here now: plug it in, or choose another output.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>“{items}” is open.</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
</TS>
