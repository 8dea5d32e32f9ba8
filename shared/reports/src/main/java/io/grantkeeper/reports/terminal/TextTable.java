package io.grantkeeper.reports.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A table in plain text. Columns are as wide as their content. If a line would be wider than the terminal, the widest
 * columns are narrowed and their text is truncated, except in columns that contain ids: a part of an id is of no use.
 */
public final class TextTable {
    private static final int GAP = 2;
    private final List<String> header;
    private final List<List<Cell>> rows = new ArrayList<>();
    private final Set<Integer> idColumns = new HashSet<>();

    private record Cell(String text, UnaryOperator<String> style) {}

    public TextTable(String... header) {
        this.header = List.of(header);
    }

    /** Declares columns, counted from zero, that contain ids. Their text is never truncated. */
    public TextTable withIdsIn(int... columns) {
        Arrays.stream(columns).forEach(idColumns::add);
        return this;
    }

    public TextTable row(String... cells) {
        return styledRow(UnaryOperator.identity(), 0, cells);
    }

    /** Adds a row whose cell at {@code column} is styled. The style does not count toward the column width. */
    public TextTable styledRow(UnaryOperator<String> style, int column, String... cells) {
        List<Cell> row = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            row.add(new Cell(oneLine(cells[i]), i == column ? style : UnaryOperator.identity()));
        }
        rows.add(row);
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public void print(Terminal terminal) {
        int[] widths = widths(terminal.width());
        List<Cell> head = header.stream()
                .map(title -> new Cell(title, (UnaryOperator<String>) terminal::bold))
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

    private static String line(List<Cell> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String text = cut(cells.get(i).text(), widths[i]);
            line.append(cells.get(i).style().apply(text));
            if (i < cells.size() - 1) {
                line.append(" ".repeat(widths[i] - text.length() + GAP));
            }
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
