package io.grantkeeper.paths;

import io.grantkeeper.identity.text.HtmlWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Draws paths from left to right, with one step per column. Identities with the same next step share one box, and at
 * most 30 boxes are drawn, so that the drawing is legible in print. Steps that depend on a condition are dashed.
 */
public final class PathSvg {
    static final int MOST_BOXES = 30;
    private static final int WIDTH = 220;
    private static final int HEIGHT = 44;
    private static final int COLUMN = 360;
    private static final int ROW = 62;
    private static final int MARGIN = 20;
    private static final int LETTERS = 32;
    private static final int LABEL_LETTERS = 25;
    private static final String PERSON = "person:";

    private static final String LEGEND = "Dashed: possible only if an unverified condition is true.";

    /**
     * A box of the drawing.
     *
     * @param detail the second line of text; empty if there is none
     */
    private record Box(String label, String detail, int column) {}

    private record Arrow(String from, String to, String by, boolean possible) {}

    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Set<Arrow> arrows = new LinkedHashSet<>();
    private final UnaryOperator<String> names;

    private PathSvg(UnaryOperator<String> names) {
        this.names = names;
    }

    /** Returns the drawing of the shortest paths as an SVG document. */
    public static String draw(List<PathReport.ExposedPath> paths) {
        return draw(paths, name -> name);
    }

    /**
     * Returns the drawing of the shortest paths as an SVG document.
     *
     * @param names returns the name to display for an identity's id
     */
    public static String draw(List<PathReport.ExposedPath> paths, UnaryOperator<String> names) {
        PathSvg drawing = new PathSvg(names);
        drawing.add(paths);
        return drawing.write();
    }

    private void add(List<PathReport.ExposedPath> paths) {
        int columns = paths.stream().mapToInt(path -> path.steps().size()).max().orElse(0);
        // Identities that nothing else leads through, grouped by their next step.
        Set<String> inner = new LinkedHashSet<>();
        paths.forEach(path -> path.steps().forEach(step -> inner.add(step.to())));
        Map<Arrow, List<PathReport.ExposedPath>> fans = new LinkedHashMap<>();
        for (PathReport.ExposedPath path : paths) {
            if (!path.steps().isEmpty() && !inner.contains(path.identity())) {
                PathStep first = path.steps().getFirst();
                fans.computeIfAbsent(new Arrow("", first.to(), first.by(), isPossible(first)), k -> new ArrayList<>())
                        .add(path);
            }
        }
        int left = 0;
        for (Map.Entry<Arrow, List<PathReport.ExposedPath>> fan : fans.entrySet()) {
            List<PathReport.ExposedPath> members = fan.getValue();
            List<PathStep> steps = members.getFirst().steps();
            long missing =
                    steps.stream().filter(step -> !boxes.containsKey(step.to())).count();
            if (boxes.size() + missing + 2 > MOST_BOXES) {
                left += members.size();
                continue;
            }
            String start = members.size() == 1
                    ? members.getFirst().identity()
                    : members.size() + " identities with " + fan.getKey().by() + " to "
                            + fan.getKey().to();
            int column = columns - steps.size();
            boxes.put(start, members.size() == 1 ? box(start, column) : fold(members, column));
            String from = start;
            for (PathStep step : steps) {
                column++;
                int next = column;
                boxes.computeIfAbsent(step.to(), name -> box(name, next));
                arrows.add(new Arrow(from, step.to(), step.by(), isPossible(step)));
                from = step.to();
            }
        }
        if (left > 0) {
            boxes.put("left", new Box(left + " more are not drawn", "", 0));
        }
        if (boxes.isEmpty()) {
            boxes.put("none", new Box("No path", "", 0));
        }
    }

    private static boolean isPossible(PathStep step) {
        return step.condition().isPresent();
    }

    private Box box(String id, int column) {
        String name = names.apply(id);
        // An address says that a box is a person, so the prefix would only shorten it.
        return name.equals(id)
                ? new Box(shortenStart(id.startsWith(PERSON) ? id.substring(PERSON.length()) : id), "", column)
                : new Box(shortenEnd(name, LETTERS), shortenStart(id), column);
    }

    private Box fold(List<PathReport.ExposedPath> members, int column) {
        List<String> all =
                members.stream().map(path -> names.apply(path.identity())).toList();
        return new Box(members.size() + " identities", shortenEnd(String.join(", ", all), LETTERS + 8), column);
    }

    /** Returns the vertical position of each box. If possible, a box is level with the boxes that it leads to. */
    private Map<String, Integer> rows() {
        Map<String, List<String>> next = new HashMap<>();
        arrows.forEach(arrow ->
                next.computeIfAbsent(arrow.from(), k -> new ArrayList<>()).add(arrow.to()));
        Map<String, Integer> rows = new HashMap<>();
        int last = boxes.values().stream().mapToInt(Box::column).max().orElse(0);
        for (int column = last; column >= 0; column--) {
            int at = column;
            List<String> names = boxes.entrySet().stream()
                    .filter(box -> box.getValue().column() == at)
                    .map(Map.Entry::getKey)
                    .sorted(Comparator.comparingDouble(name -> wanted(name, next, rows)))
                    .toList();
            int free = MARGIN;
            for (String name : names) {
                double wanted = wanted(name, next, rows);
                int row = wanted == Double.MAX_VALUE ? free : Math.max(free, (int) wanted);
                rows.put(name, row);
                free = row + ROW;
            }
        }
        return rows;
    }

    private static double wanted(String name, Map<String, List<String>> next, Map<String, Integer> rows) {
        return next.getOrDefault(name, List.of()).stream()
                .flatMap(to -> Optional.ofNullable(rows.get(to)).stream())
                .mapToInt(row -> row)
                .average()
                .orElse(Double.MAX_VALUE);
    }

    private String write() {
        Map<String, Integer> rows = rows();
        Map<String, int[]> places = new LinkedHashMap<>();
        boxes.forEach((name, box) ->
                places.put(name, new int[] {MARGIN + box.column() * COLUMN, rows.getOrDefault(name, MARGIN)}));
        boolean legend = arrows.stream().anyMatch(Arrow::possible);
        int width = 2 * MARGIN
                + WIDTH
                + boxes.values().stream().mapToInt(Box::column).max().orElse(0) * COLUMN;
        int height =
                MARGIN + rows.values().stream().mapToInt(row -> row).max().orElse(0) + HEIGHT + (legend ? MARGIN : 0);
        HtmlWriter svg = new HtmlWriter();
        svg.open(
                "svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"11\""
                        .formatted(width, height, width, height));
        for (Arrow arrow : arrows) {
            writeLine(svg, arrow, place(places, arrow.from()), place(places, arrow.to()));
        }
        boxes.forEach((name, box) -> write(svg, box, place(places, name)));
        // Labels are last, so that no line crosses them.
        for (Arrow arrow : arrows) {
            writeLabel(svg, arrow, place(places, arrow.from()));
        }
        if (legend) {
            svg.element("text x=\"%d\" y=\"%d\" font-size=\"10\"".formatted(MARGIN, height - 6), LEGEND);
        }
        return svg.close("svg").toString();
    }

    private static int[] place(Map<String, int[]> places, String name) {
        int[] place = places.get(name);
        if (place == null) {
            throw new IllegalStateException("there is no box for " + name);
        }
        return place;
    }

    private static void writeLine(HtmlWriter svg, Arrow arrow, int[] from, int[] to) {
        int startX = from[0] + WIDTH;
        int startY = from[1] + HEIGHT / 2;
        int endX = to[0] - 7;
        int endY = to[1] + HEIGHT / 2;
        // Level at first, so that the label has room, then curved toward the end.
        int bend = startX + (endX - startX) * 3 / 4;
        svg.open("path d=\"M %d %d C %d %d %d %d %d %d\" fill=\"none\" stroke=\"#444\"%s /"
                .formatted(
                        startX,
                        startY,
                        bend,
                        startY,
                        bend,
                        endY,
                        endX,
                        endY,
                        arrow.possible() ? " stroke-dasharray=\"5 4\"" : ""));
        svg.open("path d=\"M %d %d l -7 -4 v 8 z\" fill=\"#444\" /".formatted(to[0], endY));
    }

    private static void writeLabel(HtmlWriter svg, Arrow arrow, int[] from) {
        svg.element(
                "text x=\"%d\" y=\"%d\" font-size=\"9\" fill=\"#444\" stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\""
                        .formatted(from[0] + WIDTH + 4, from[1] + HEIGHT / 2 - 4),
                shortenEnd(withoutAddress(arrow.by()), LABEL_LETTERS));
    }

    /**
     * Returns the last part of a permission that is written as an address, because only this part differs between
     * permissions.
     */
    private static String withoutAddress(String by) {
        String plain = by.endsWith("/") ? by.substring(0, by.length() - 1) : by;
        return plain.startsWith("https://") ? plain.substring(plain.lastIndexOf('/') + 1) : by;
    }

    private static void write(HtmlWriter svg, Box box, int[] at) {
        svg.open("rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" fill=\"#fff\" stroke=\"#222\" /"
                .formatted(at[0], at[1], WIDTH, HEIGHT));
        int middle = at[0] + WIDTH / 2;
        int baseline = at[1] + HEIGHT / 2 + (box.detail().isEmpty() ? 4 : -3);
        svg.element("text x=\"%d\" y=\"%d\" text-anchor=\"middle\"".formatted(middle, baseline), box.label());
        if (!box.detail().isEmpty()) {
            svg.element(
                    "text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"9\" fill=\"#555\""
                            .formatted(middle, baseline + 15),
                    box.detail());
        }
    }

    private static String shortenStart(String text) {
        return text.codePointCount(0, text.length()) <= LETTERS
                ? text
                : "…" + text.substring(text.offsetByCodePoints(text.length(), -(LETTERS - 1)));
    }

    private static String shortenEnd(String text, int letters) {
        return text.codePointCount(0, text.length()) <= letters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, letters - 1)) + "…";
    }
}
