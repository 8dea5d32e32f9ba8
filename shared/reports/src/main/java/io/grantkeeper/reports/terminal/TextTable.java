package io.grantkeeper.reports.terminal;

import io.grantkeeper.identity.text.TextNormalization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A table in plain text. Columns are as wide as their content. If a line would be wider than an interactive terminal, the
 * widest columns are narrowed and their text is truncated. Columns that contain ids are never truncated, because a part of an
 * id is useless.
 */
public final class TextTable {
    private static final int GAP = 2;
    private final List<String> header;
    private final List<List<Cell>> rows = new ArrayList<>();
    private final Set<Integer> idColumns = new HashSet<>();
    private String whenEmpty = "None.";

    private record Cell(String text, Function<String, CharSequence> style) {}

    public TextTable(String... header) {
        this.header = List.of(header);
    }

    /** Declares columns that contain ids, so that their text is never truncated. Columns are counted from zero. */
    public TextTable withIdsIn(int... columns) {
        Arrays.stream(columns).forEach(idColumns::add);
        return this;
    }

    /** Sets the sentence that is printed instead of a table without rows. */
    public TextTable orIfEmpty(String sentence) {
        whenEmpty = sentence;
        return this;
    }

    public TextTable row(String... cells) {
        return styledRow(text -> text, 0, cells);
    }

    /** Adds a row whose cell at {@code column} is styled. The style does not count toward the column width. */
    public TextTable styledRow(Function<String, CharSequence> style, int column, String... cells) {
        List<Cell> row = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            row.add(new Cell(TextNormalization.oneLine(cells[i]), i == column ? style : text -> text));
        }
        rows.add(row);
        return this;
    }

    /** Prints the table, or a sentence if it has no rows. */
    public void print(TerminalOutput terminal) {
        if (rows.isEmpty()) {
            terminal.line(whenEmpty);
            return;
        }
        int[] widths = widths(terminal.width());
        List<Cell> head = header.stream()
                .map(title -> new Cell(title, (Function<String, CharSequence>) terminal::bold))
                .toList();
        terminal.line(line(head, widths));
        rows.forEach(row -> terminal.line(line(row, widths)));
    }

    private int[] widths(int most) {
        int[] widths = new int[header.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    header.get(i).length(),
                    rows.stream()
                            .mapToInt(row -> row.get(column).text().length())
                            .max()
                            .orElse(0));
        }
        // The line is too wide: shrink the widest column until the line fits or every column has its minimum width.
        while (Arrays.stream(widths).sum() + GAP * (widths.length - 1) > most) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (!idColumns.contains(i) && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0 || widths[widest] <= 12) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static CharSequence[] line(List<Cell> cells, int[] widths) {
        int last = cells.size() - 1;
        while (last > 0 && cells.get(last).text().isBlank()) {
            last--;
        }
        List<CharSequence> line = new ArrayList<>();
        for (int i = 0; i <= last; i++) {
            String text = cut(cells.get(i).text(), widths[i]);
            line.add(cells.get(i).style().apply(i < last ? text : text.stripTrailing()));
            if (i < last) {
                line.add(" ".repeat(widths[i] - text.length() + GAP));
            }
        }
        return line.toArray(CharSequence[]::new);
    }

    private static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(width - 2)) ? width - 2 : width - 1;
        return text.substring(0, end) + "…";
    }
}
