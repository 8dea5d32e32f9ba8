package io.grantkeeper.reports;

import io.grantkeeper.behavior.ProfileOverview;
import io.grantkeeper.behavior.ProfileOverview.Band;
import io.grantkeeper.behavior.ProfileOverview.Day;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Draws the normal behavior of an identity: its places, its hours, and its number of activities per day. */
public final class BehaviorProfileReport {
    private static final String SHADES = " ░▒▓█";
    private static final int WIDTH = 40;
    private static final int MOST_PLACES = 8;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd MMM", Locale.ENGLISH);

    private BehaviorProfileReport() {}

    /** Prints a profile. */
    public static void print(TerminalOutput terminal, ProfileOverview profile) {
        terminal.heading("Behavior");
        terminal.line("%s: %d uses on %d days from %s to %s%s"
                .formatted(
                        profile.subject(),
                        profile.uses(),
                        profile.activeDays(),
                        profile.firstDay(),
                        profile.lastDay(),
                        profile.learning() ? "; learning: only rules without a baseline report something" : ""));
        terminal.line("Networks   " + places(profile.networks()));
        terminal.line("Countries  " + places(profile.countries()));
        terminal.line("Hours of the week, UTC (darker: on more days)");
        terminal.line("         0     6     12    18");
        int most = Math.max(Collections.max(profile.workdayHours()), Collections.max(profile.weekendHours()));
        terminal.line("Mon–Fri  |" + hours(profile.workdayHours(), most) + "|");
        terminal.line("Sat–Sun  |" + hours(profile.weekendHours(), most) + "|");
        terminal.line(
                "Activities per day (█ counted, · expected at most, based on comparable days 28 to 3 days before)");
        int largest = profile.days().stream()
                .mapToInt(day -> Math.max(
                        day.activities(), day.expected().map(Band::most).orElse(0)))
                .max()
                .orElse(0);
        profile.days().forEach(day -> terminal.line(line(day, Math.max(1, largest))));
        profile.answers()
                .forEach(answer -> terminal.line("Answer until %s: signals of type %s are %s."
                        .formatted(
                                answer.until().toString().substring(0, 10),
                                answer.signal(),
                                answer.expected() ? "expected" : "not expected")));
    }

    private static String places(List<String> places) {
        if (places.isEmpty()) {
            return "none recorded";
        }
        String listed = String.join(", ", places.subList(0, Math.min(MOST_PLACES, places.size())));
        return places.size() <= MOST_PLACES ? listed : listed + " and %d more".formatted(places.size() - MOST_PLACES);
    }

    private static String hours(List<Integer> days, int most) {
        StringBuilder cells = new StringBuilder();
        for (int count : days) {
            int shade = count == 0 ? 0 : 1 + Math.min(3, count * 4 / Math.max(1, most + 1));
            cells.append(SHADES.charAt(shade));
        }
        return cells.toString();
    }

    private static String line(Day day, int largest) {
        int bar = cells(day.activities(), largest);
        int band =
                day.expected().map(expected -> cells(expected.most(), largest)).orElse(0);
        String drawn = "█".repeat(bar) + "·".repeat(Math.max(0, band - bar));
        return "%s %s  %s %d%s"
                .formatted(
                        day.date().getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
                        DAY.format(day.date()),
                        drawn + " ".repeat(WIDTH - Math.max(bar, band)),
                        day.activities(),
                        day.expected()
                                .map(expected -> expected(expected, day.activities()))
                                .orElse(""));
    }

    private static String expected(Band band, int activities) {
        String range = ", expected %d to %d".formatted(band.least(), band.most());
        return activities > band.most() ? range + ": more" : range;
    }

    private static int cells(int count, int largest) {
        return count == 0 ? 0 : (int) Math.max(1, (long) count * WIDTH / largest);
    }
}
