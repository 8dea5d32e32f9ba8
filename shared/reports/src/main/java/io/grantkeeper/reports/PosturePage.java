package io.grantkeeper.reports;

import io.grantkeeper.identity.text.HtmlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Writes the posture report as one printable HTML page. The page has no scripts and loads nothing. Each chart has a
 * text alternative, and every number in a chart is also in a table.
 */
public final class PosturePage {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 18;
    private static final int COLUMN = 8;
    private static final int COLUMNS_HEIGHT = 40;
    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid #8888; }
            td.n { text-align: right; font-variant-numeric: tabular-nums; }
            svg { display: block; max-width: 100%; } .track { fill: #8883; } .bar { fill: #2563c9; }
            @media print { body { margin: 0; font-size: 11pt; } section { break-inside: avoid; } }
            """;

    private PosturePage() {}

    /** Returns the page. */
    public static String html(PostureReport report, String company) {
        String day = report.asOf().toString().substring(0, 10);
        HtmlWriter body = new HtmlWriter()
                .element("h1", "Apps, agents and keys: %s, %s".formatted(company, day))
                .add(shares(report))
                .add(counts("Identities by kind", report.byKind()))
                .add(counts("Identities by provider", report.byProvider()))
                .add(counts("Identities by risk", report.byRisk()))
                .add(counts("Identities first seen, by month", report.firstSeen()))
                .add(trend(report))
                .open("section")
                .element("h2", "Not known")
                .list(report.notStored());
        if (report.ageUnknown() > 0) {
            body.element("p", PostureReport.unknownAge(report.ageUnknown()));
        }
        body.close("section");
        HtmlWriter page = new HtmlWriter()
                .raw("<!DOCTYPE html>\n")
                .open("html lang=\"en\"")
                .open("head")
                .raw("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
                .raw("<meta http-equiv=\"Content-Security-Policy\"")
                .raw(" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
                .element("title", "Posture of %s, %s".formatted(company, day))
                .open("style")
                .raw(STYLE)
                .close("style")
                .close("head")
                .element("body", new HtmlWriter().element("main", body))
                .close("html");
        return page.toString();
    }

    private static HtmlWriter shares(PostureReport report) {
        HtmlWriter section = new HtmlWriter()
                .open("section")
                .element("h2", "In numbers")
                .open("table")
                .raw("<thead><tr><th scope=\"col\">What</th><th scope=\"col\">Number</th>")
                .raw("<th scope=\"col\">Of</th><th scope=\"col\">Share</th></tr></thead>")
                .open("tbody");
        report.rows()
                .forEach(row -> section.open("tr")
                        .element("th scope=\"row\"", row.title())
                        .element("td class=\"n\"", Integer.toString(row.count()))
                        .element("td class=\"n\"", Integer.toString(row.of()))
                        .open("td")
                        .add(
                                row.of() == 0
                                        ? new HtmlWriter().text("unknown: there is nothing to compare with")
                                        : bar(row.title(), row.count(), row.of()))
                        .close("td")
                        .close("tr"));
        return section.close("tbody").close("table").close("section");
    }

    private static HtmlWriter counts(String title, Map<String, Integer> counts) {
        HtmlWriter section = new HtmlWriter().open("section").element("h2", title);
        if (counts.isEmpty()) {
            return section.element("p", "Nothing is stored.").close("section");
        }
        int most = Math.max(
                1, counts.values().stream().mapToInt(Integer::intValue).max().orElse(1));
        section.open("table")
                .raw("<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Number</th>")
                .raw("<th scope=\"col\">Chart</th></tr></thead>")
                .open("tbody");
        counts.forEach((name, count) -> section.open("tr")
                .element("th scope=\"row\"", name)
                .element("td class=\"n\"", Integer.toString(count))
                .open("td")
                .add(bar(name, count, most))
                .close("td")
                .close("tr"));
        return section.close("tbody").close("table").close("section");
    }

    /** Returns one small chart for each number, with one bar per week, and a table with the same numbers. */
    private static HtmlWriter trend(PostureReport report) {
        HtmlWriter section = new HtmlWriter().open("section").element("h2", "Trend, by week");
        if (report.trend().isEmpty()) {
            return section.element("p", "Nothing is stored.").close("section");
        }
        Map<String, ToIntFunction<PostureTrend.Point>> series = new LinkedHashMap<>();
        series.put("Identities", PostureTrend.Point::identities);
        series.put("AI that nobody has approved", PostureTrend.Point::unapprovedAi);
        series.put("Owner left or suspended", PostureTrend.Point::ownerLeft);
        series.put("Drifted from what was approved", PostureTrend.Point::drifted);
        series.put("Credentials not rotated for over a year", PostureTrend.Point::unrotated);
        section.open("table").open("thead").open("tr").element("th scope=\"col\"", "Day");
        series.keySet().forEach(title -> section.element("th scope=\"col\"", title));
        section.close("tr").close("thead").open("tbody");
        report.trend().forEach(point -> {
            section.open("tr").element("th scope=\"row\"", point.day().toString());
            series.values()
                    .forEach(value -> section.element("td class=\"n\"", Integer.toString(value.applyAsInt(point))));
            section.close("tr");
        });
        section.open("tr").element("th scope=\"row\"", "Chart");
        series.forEach((title, value) -> section.open("td")
                .add(columns(
                        title, report.trend().stream().map(value::applyAsInt).toList()))
                .close("td"));
        return section.close("tr").close("tbody").close("table").close("section");
    }

    private static HtmlWriter columns(String title, List<Integer> values) {
        int most = Math.max(1, values.stream().mapToInt(Integer::intValue).max().orElse(1));
        String label = "%s: %d at first, %d now".formatted(title, values.getFirst(), values.getLast());
        int width = COLUMN * values.size();
        HtmlWriter chart = new HtmlWriter()
                .open("svg role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" aria-label=%s"
                        .formatted(width, COLUMNS_HEIGHT, width, COLUMNS_HEIGHT, HtmlWriter.quotedText(label)))
                .element("title", label);
        for (int i = 0; i < values.size(); i++) {
            int height = (int) Math.round((double) COLUMNS_HEIGHT * values.get(i) / most);
            chart.open("rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
                            .formatted(COLUMN * i, COLUMNS_HEIGHT - height, COLUMN - 2, height))
                    .close("rect");
        }
        return chart.close("svg");
    }

    private static HtmlWriter bar(String title, int count, int of) {
        int filled = (int) Math.round((double) WIDTH * count / of);
        String label = "%s: %d of %d".formatted(title, count, of);
        return new HtmlWriter()
                .open("svg role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" aria-label=%s"
                        .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT, HtmlWriter.quotedText(label)))
                .element("title", label)
                .open("rect class=\"track\" width=\"%d\" height=\"%d\" rx=\"3\"".formatted(WIDTH, HEIGHT))
                .close("rect")
                .open("rect class=\"bar\" width=\"%d\" height=\"%d\" rx=\"3\"".formatted(filled, HEIGHT))
                .close("rect")
                .close("svg");
    }
}
