import type { people as zh } from '../../zh/desk/people.ts';

export const people: Record<keyof typeof zh, string> = {
  'people.hint':
    'Everybody of this assembly. Who comes to a meeting is then added to that meeting’s roll.',
  'people.add': 'Add a person',
  'people.namesake': 'Is “{name}” one of these?',
  'people.namesake.noNumber': 'no number',
  'people.namesake.do':
    'If so, cancel and edit that person: added twice, somebody would count twice and get two votes.',
  'people.namesake.add': 'Somebody else, add',
  'people.import': 'Import a roster',
  'people.added': '“{name}” was added',
  'people.saved': 'The changes of “{name}” are saved',
  'people.empty': 'Nobody is here yet',
  'people.empty.do': 'Import a roster (CSV or Excel) first, or add people one by one.',
  'people.name': 'Name',
  'people.number': 'Number',
  'people.number.hint':
    'Deputy’s or staff number, unique in the assembly. Imports recognise people by it.',
  'people.unit': 'Unit',
  'people.phone': 'Phone',
  'people.roles': 'Roles',
  'people.roles.readonly': 'Roles are set by the administrator.',
  'people.roles.barred': 'Not together with “{role}”: ',
  'people.roles.why.department':
    'those who carry out a project neither preside nor supervise or make the count.',
  'people.roles.why.machine':
    'scrutineers supervise the system and the staff, so they are somebody else.',
  'people.roles.why.supervision':
    'scrutineers supervise the presider and the tellers, so they are somebody else.',
  'people.roles.why.chief': 'chief scrutineer and scrutineer are two people.',
  'people.roles.why.count': 'who announces the result doesn’t make the count.',
  'people.state': 'State',
  'people.active': 'Active',
  'people.inactive': 'Deactivated',
  'people.inactive.hint':
    'This person is deactivated: no sign-in, no place on a roll. All records are kept.',
  'people.erase': 'Delete personal data',
  'people.erase.ask': 'Delete the personal data of {name}?',
  'people.erase.hint':
    'Number, unit, phone, account and old cards are deleted for good. The name stays on rolls, signatures and decisions, which are records of their meetings.',
  'people.erased': 'The personal data of {name} was deleted',
  'people.activate': 'Activate again',
  'people.deactivate': 'Deactivate',
  'people.deactivate.ask': 'Deactivate “{name}”?',
  'people.deactivate.hint':
    'Signs this person out everywhere at once. No further sign-in and no place on a roll; all records are kept, and it can be undone at any time.',

  'people.account': 'Password sign-in',
  'people.account.none':
    'This person can’t sign in with a password yet. Once set, it opens the office or the chair, as the roles allow.',
  'people.account.change': 'A new password ends this person’s sign-ins on other devices at once.',
  'people.account.password': 'New password',
  'people.account.password.hint': 'At least 10 characters; a few unrelated words are best.',
  'people.account.done.do':
    'At the first sign-in they choose a password of their own, which you don’t know.',
  'people.account.show': 'Show the password',
  'people.account.set': 'Set login name and password',
  'people.account.done': 'Login name ({loginName}) and password are set; tell them in person',

  'roster.hint':
    'Import people from an Excel or CSV file: a preview first, then everything at once or nothing.',
  'roster.back': 'Back to people',
  'roster.choose': 'Choose a roster file, or drop it here',
  'roster.formats':
    'Excel (.xlsx), .ods, CSV, or the .xls that systems export as web pages; at most 5 MB and 20,000 rows',
  'roster.reading': 'Reading and checking {name} …',
  'roster.row': 'Row {row, number}:',
  'roster.preview': 'Preview (nothing is imported yet)',
  'roster.file': 'File',
  'roster.format': 'Format',
  'roster.badRows': 'Rows with problems',
  'roster.goodRows': 'Row by row',
  'roster.ignored': 'These columns were not understood and are left out: {columns}',
  'roster.ignored.do': 'If you need them, name them as in the template and choose the file again.',
  'roster.column.row': 'Row',
  'roster.column.cell': 'Column',
  'roster.column.value': 'In the cell',
  'roster.column.reason': 'Reason',
  'roster.column.action': 'Import',
  'roster.action.add': 'New',
  'roster.action.update': 'Update',
  'roster.action.unchanged': 'Unchanged',
  'roster.problems.title': 'Some things can’t be imported',
  'roster.problems.do':
    'Mend it in the file, save it and choose it again; or tick above to import the rest.',
  'roster.problems.export': 'roster problems',
  'roster.problem.name_missing': 'No name: fill it in or delete the row',
  'roster.problem.name_too_long':
    'The name has more than 60 characters: is it in the right column?',
  'roster.problem.number_duplicate':
    'The number stands in the file twice: mend or delete one of the rows',
  'roster.problem.number_too_long':
    'The number has more than 40 characters: is it in the right column?',
  'roster.problem.role_unknown': 'Unknown role: use one of those listed with the template',
  'roster.problem.roles_incompatible': 'These roles don’t go together: take one away',
  'roster.problem.value_too_long': 'Too long: please shorten',
  'roster.problem.column_count': 'More cells than the header has: is there a separator too many?',
  'roster.problem.same_person_twice':
    'Same name and no number, so nobody can tell them apart: add numbers',
  'roster.file.empty': 'The file is empty.',
  'roster.file.not_text_or_xlsx':
    'This is neither CSV text nor an .xlsx file. Save old .xls files as .xlsx in Excel.',
  'roster.file.undecodable':
    'The text’s encoding was not understood. Save it as “CSV UTF-8” or .xlsx in Excel.',
  'roster.file.no_name_column': 'There is no column of names. Call one of the columns “name”.',
  'roster.file.too_many_rows': 'More than {rows, number} rows. Import several smaller files.',
  'roster.file.malformed_csv': 'The CSV is malformed, most likely an unpaired quotation mark.',
  'roster.file.malformed_xlsx': 'The Excel file is damaged. Open it in Excel and save it again.',
  'roster.format.csv': 'CSV',
  'roster.format.xlsx': 'Excel (.xlsx)',
  'roster.format.ods': 'OpenDocument (.ods)',
  'roster.format.html': 'web table (.xls)',
  'roster.format.spreadsheetml': 'Excel 2003 XML (.xls)',
  'roster.note.sheet_hidden':
    'The sheet “{of}” is hidden and was not read. Show it first if it is meant.',
  'roster.note.sheet_without_names': 'The sheet “{of}” has no column of names and was not read.',
  'roster.note.post_ignored':
    'The column “{of}” holds posts, which are no roles here; it was not read.',
  'roster.note.counted_rows':
    'The column “{of}” only counts the rows 1, 2, 3 …; it was not taken for numbers of people.',
  'roster.column.answer': 'Please confirm',
  'roster.question.renamed': 'Same number, another name ({count, number})',
  'roster.question.renamed.hint':
    'Confirm one by one that it is the same person. Each change of a name goes into the log.',
  'roster.question.renamed.row': '{from} → {to}',
  'roster.question.namesake': 'Same name, but one side has no number ({count, number})',
  'roster.question.namesake.hint':
    'Say whether it is who is here already or somebody else of that name, so that nobody becomes two.',
  'roster.question.odd_name': 'Names with digits ({count, number})',
  'roster.question.odd_name.hint': 'Please confirm that they are right.',
  'roster.question.no_person': 'Rows that look like no person ({count, number}) are left out',
  'roster.question.no_person.hint':
    'Headings, totals, notes. Choose otherwise where it is a person.',
  'roster.why.total': 'A total or a number of people',
  'roster.why.heading': 'A heading',
  'roster.why.header': 'The header once more',
  'roster.why.note': 'A note',
  'roster.answer.choose': 'Choose …',
  'roster.answer.of': 'What to do with “{name}”',
  'roster.answer.renamed': 'The same person, take the new name',
  'roster.answer.same': 'It is: {who}',
  'roster.answer.noNumber': 'no number',
  'roster.answer.new': 'Somebody else, add them',
  'roster.answer.asWritten': 'It is right, import it so',
  'roster.answer.person': 'It is a person, import it',
  'roster.answer.skip': 'Leave this row out',
  'roster.answer.all.odd_name': 'All are right',
  'roster.answer.all.namesake': 'Where there is one of the name, it is them',
  'roster.leaveOut':
    'Import the rest as the file is: cells with problems stay blank, rows of nobody known are left out',
  'roster.apply.open': '{count, plural, one {# row has} other {# rows have}} to be confirmed.',
  'roster.action.leave_out': 'Left out',
  'roster.problem.number_rounded':
    'Excel has rounded the number (as in 1.38E+10), its last digits are lost: make the column text and fill it in again',
  'roster.problem.date_for_number':
    'Excel has made a date of it: make the column text and fill it in again',
  'roster.problem.formula_error': 'A formula failed (as in #N/A): write what is meant',
  'roster.problem.truth_value': 'The cell says TRUE or FALSE: write what is meant',
  'roster.problem.lost_characters': 'Characters are lost (?, □ …): write them again',
  'roster.problem.phone_several': 'Several numbers in one cell: leave one',
  'roster.file.old_workbook':
    'This is a workbook of an old Excel (.xls) or of WPS (.et). Open it and save it as .xlsx.',
  'roster.file.encrypted':
    'This workbook has a password. Take the password away and save it as .xlsx.',
  'roster.file.other_document':
    'This is no table (it looks like Word, PDF or a picture). Put the list into Excel and save it as .xlsx.',
  'roster.apply': 'Import {count, plural, one {# person} other {# people}}',
  'roster.apply.hint':
    'All or nothing. Blank cells erase nothing, roles are only added, and nobody is removed.',
  'roster.apply.blocked': 'Mend what is listed below first, or tick to import the rest.',
  'roster.apply.office':
    'A roster with office roles (presider, scrutineers, tellers, staff) has to be imported by the administrator.',
  'roster.applying': 'Importing, please leave this page open …',
  'roster.nothing': 'Everybody in the file is here already, nothing is to be imported',
  'roster.applied':
    'Imported: {added, number} new, {updated, number} updated, {unchanged, number} unchanged',
  'roster.applied.do': 'Next, add them to a meeting’s roll.',
  'roster.template': 'Template',
  'roster.template.hint':
    'Only the name is needed, columns may come in any order, and a title may stand above the header. Delete the two sample rows.',
  'roster.template.head': 'Column',
  'roster.template.what': 'What goes in',
  'roster.template.save': 'Download the template',
  'roster.template.name': '姓名 (name)',
  'roster.template.name.hint': 'Required.',
  'roster.template.number': '证号 (number)',
  'roster.template.number.hint':
    'Deputy’s or staff number. A later import updates the same person by it.',
  'roster.template.unit': '单位 (unit)',
  'roster.template.unit.hint': 'Delegation, constituency or workplace.',
  'roster.template.phone': '手机 (phone)',
  'roster.template.phone.hint': 'Optional.',
  'roster.template.roles': '身份 (roles)',
  'roster.template.roles.hint':
    'Several are separated by commas; by their Chinese names or identifiers: {roles}.',
};
