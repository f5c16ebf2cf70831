package org.kumiki.ontology.sheet;

import java.util.Locale;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.editorial.Words;

/** Why a row is left out: the cause and the next step. */
enum SheetProblem {
  NO_HEADER(
      "The first row has no column 'iri'. Export a sheet to see how one looks.",
      "1行目に「iri」列がありません。書き出したシートの形式に合わせてください。"),
  UNKNOWN_COLUMN(
      "There is no column '%s'. Remove it, or correct its name.",
      "「%s」という列はありません。削除するか、列名を修正してください。"),
  COLUMN_TWICE("The column '%s' is there twice. Remove one.", "「%s」列が二つあります。一つを削除してください。"),
  TOO_LONG("The row has more cells than the first one. Correct it.", "セルが1行目より多くあります。修正してください。"),
  TWICE(
      "%s stands in line %s already. Keep one of the two rows.", "%sはすでに%s行目にあります。一方の行を削除してください。"),
  NO_SUCH_TERM(
      "There is no term %s. Correct it, or leave the cell empty for a new term.",
      "用語%sはありません。修正するか、新しい用語なら空欄にしてください。"),
  CHANGED_SINCE(
      "Others have changed %s since this sheet was exported. Export it again.",
      "書き出し後に%sが変更されました。もう一度書き出してください。"),
  NO_VERSION(
      "The '%s' of %s is missing, which says what the sheet was made of. Put it back, or export it"
          + " again.",
      "「%s」(%s)がありません。どの版から書き出したか分からないため、元に戻すか、もう一度書き出してください。"),
  NOT_HERE(
      "The %s of %s cannot be changed in a sheet. Put the old value back.",
      "「%s」(%s)はシートでは変更できません。元の値に戻してください。"),
  EMPTY(
      "The %s of %s is empty, and a term has one. Put it back.",
      "「%s」(%s)が空です。必須の項目ですので元に戻してください。"),
  HALF_MEASURED(
      "%s measures nothing so far. To let it, write quantity kind, unit, lower and upper together;"
          + " or leave all four empty.",
      "%sは今のところ量を測る用語ではありません。量の種類・単位・下限・上限をすべて入力するか、すべて空にしてください。"),
  SEVERAL("The %s of %s holds several values. Keep one.", "「%s」(%s)に複数の値があります。一つにしてください。"),
  NO_NUMBER(
      "The %s of %s is no number. Write it as 0.5 or 1,000.",
      "「%s」(%s)が数値ではありません。0.5や1,000のように書いてください。"),
  NO_ROLE("There is no role '%s'. Write one such as property.", "役割「%s」はありません。propertyなどを書いてください。"),
  INCOMPLETE("A new term needs the column '%s'. Write it.", "新しい用語には「%s」が必要です。入力してください。"),
  TOO_MANY_ROWS("The sheet has more than %s rows. Send it in parts.", "行数が%sを超えています。分けてください。");

  private final String english;
  private final String japanese;

  SheetProblem(String english, String japanese) {
    this.english = english;
    this.japanese = japanese;
  }

  Refusal of(Object... details) {
    return new Refusal(
        "sheet-" + name().toLowerCase(Locale.ROOT).replace('_', '-'),
        new Words(
            String.format(Locale.ROOT, english, details),
            String.format(Locale.ROOT, japanese, details)));
  }
}
