"""The forms: every decision, fact and paper of the process as a page of questions, made from the models themselves.

A class of ``models.forms`` or ``models.messages`` becomes :mod:`questions`; what a browser posts becomes :mod:`filled`
and then :mod:`answers`; :mod:`views` is what the templates show. :mod:`pages` opens a form, :mod:`receiving` and
:mod:`taking` take what is posted, over drafts and "check your answers", to the desk.

What browser tests may rely on:

- a field's id is its posted name: ``reasons``, ``form.children.0.forename``. A day has the parts ``x.day``,
  ``x.month``, ``x.year``, an instant ``x.time`` besides. The first option of radios and checkboxes has the name as
  its id, the others ``x-2``, ``x-3``. A row or a group is a fieldset whose id is its path: ``form.children.1``.
- the buttons: ``Continue`` (begin a long form; on to the check of the answers), ``Save and continue`` (a section),
  ``Save draft``, ``Send`` (hand it in; also on "Check your answers"), ``Send all the same`` (after "has changed since
  you opened it"), ``Add another <row>`` and ``Remove <row>``.
- hidden fields begin with an underscore: ``_token`` (one use), ``_version`` (of the draft), ``_seen`` (the last entry
  of the case's record when the page was opened), ``_as`` (the capacity chosen, where there is a choice).
"""
