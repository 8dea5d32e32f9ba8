package io.grantkeeper.paths;

import io.grantkeeper.identity.text.HtmlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Draws paths from left to right, one step per column. Identities with the same next step are folded into one box, and at
 * most 30 boxes are drawn, so that the drawing stays legible in print.
 */
public final class PathSvg {
    static final int MOST_BOXES = 30;
    private static final int WIDTH = 210;
    private static final int HEIGHT = 44;
    private static final int COLUMN = 300;
    private static final int ROW = 62;
    private static final int MARGIN = 20;
    private static final int LETTERS = 30;

    private record Box(String label, int column) {}

    private record Arrow(String from, String to, String by) {}

    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Set<Arrow> arrows = new LinkedHashSet<>();

    private PathSvg() {}

    /** Returns the drawing of the shortest paths as an SVG document. */
    public static String draw(List<PathReport.ExposedPath> paths) {
        PathSvg drawing = new PathSvg();
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
                fans.computeIfAbsent(new Arrow("", first.to(), first.by()), k -> new ArrayList<>())
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
                    : members.size() + " identities with " + fan.getKey().by();
            int column = columns - steps.size();
            boxes.put(start, new Box(members.size() == 1 ? start : members.size() + " identities", column));
            String from = start;
            for (PathStep step : steps) {
                column++;
                boxes.putIfAbsent(step.to(), new Box(step.to(), column));
                arrows.add(new Arrow(from, step.to(), step.by()));
                from = step.to();
            }
        }
        if (left > 0) {
            boxes.put("left", new Box(left + " more are not drawn", 0));
        }
        if (boxes.isEmpty()) {
            boxes.put("none", new Box("No path", 0));
        }
    }

    private String write() {
        Map<Integer, Integer> rows = new TreeMap<>();
        Map<String, int[]> places = new LinkedHashMap<>();
        boxes.forEach((name, box) -> {
            int row = rows.merge(box.column(), 1, Integer::sum) - 1;
            places.put(name, new int[] {MARGIN + box.column() * COLUMN, MARGIN + row * ROW});
        });
        int width = 2 * MARGIN
                + WIDTH
                + rows.keySet().stream().mapToInt(column -> column).max().orElse(0) * COLUMN;
        int height = 2 * MARGIN
                + rows.values().stream().mapToInt(count -> count).max().orElse(1) * ROW;
        HtmlWriter svg = new HtmlWriter();
        svg.open(
                "svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"11\""
                        .formatted(width, height, width, height));
        for (Arrow arrow : arrows) {
            write(svg, arrow, place(places, arrow.from()), place(places, arrow.to()));
        }
        boxes.forEach((name, box) -> write(svg, box, place(places, name)));
        return svg.close("svg").toString();
    }

    private static int[] place(Map<String, int[]> places, String name) {
        int[] place = places.get(name);
        if (place == null) {
            throw new IllegalStateException("there is no box for " + name);
        }
        return place;
    }

    private static void write(HtmlWriter svg, Arrow arrow, int[] from, int[] to) {
        int startX = from[0] + WIDTH;
        int startY = from[1] + HEIGHT / 2;
        int endX = to[0];
        int endY = to[1] + HEIGHT / 2;
        svg.open("line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#444\" /"
                .formatted(startX, startY, endX - 6, endY));
        svg.open("circle cx=\"%d\" cy=\"%d\" r=\"3\" fill=\"#444\" /".formatted(endX - 4, endY));
        // Labels are near the start of an arrow, because arrows meet at their ends.
        svg.element(
                "text x=\"%d\" y=\"%d\" font-size=\"9\" fill=\"#444\""
                        .formatted(startX + 4, startY + (endY - startY) / 4 - 4),
                shortenEnd(arrow.by()));
    }

    private static void write(HtmlWriter svg, Box box, int[] at) {
        svg.open("rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" fill=\"#fff\" stroke=\"#222\" /"
                .formatted(at[0], at[1], WIDTH, HEIGHT));
        svg.element(
                "text x=\"%d\" y=\"%d\" text-anchor=\"middle\"".formatted(at[0] + WIDTH / 2, at[1] + HEIGHT / 2 + 4),
                shortenStart(box.label()));
    }

    private static String shortenStart(String text) {
        return text.codePointCount(0, text.length()) <= LETTERS
                ? text
                : "…" + text.substring(text.offsetByCodePoints(text.length(), -(LETTERS - 1)));
    }

    private static String shortenEnd(String text) {
        int letters = 16;
        return text.codePointCount(0, text.length()) <= letters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, letters - 1)) + "…";
    }
}
