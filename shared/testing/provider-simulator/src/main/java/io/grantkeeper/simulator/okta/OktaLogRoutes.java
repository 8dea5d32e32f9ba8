package io.grantkeeper.simulator.okta;

import io.grantkeeper.simulator.http.SimulatorResponse;
import io.grantkeeper.simulator.okta.OktaObjectTypes.LogEntry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The route for the system log. If a query has an end time, its last page has no next link. Without an end time, every
 * page has a next link.
 */
final class OktaLogRoutes {
    private static final Duration KEPT = Duration.ofDays(90).plusHours(1);
    private static final int USUAL = 100;
    private static final int LARGEST = 1000;
    private static final Pattern CONDITION = Pattern.compile("eventType (sw|eq) \"([a-z0-9_.]+)\"");

    private OktaLogRoutes() {}

    static SimulatorResponse list(OktaCall call) {
        Instant now = call.organization().company().clock().instant();
        Optional<Instant> since = time(call.parameter("since"));
        Optional<Instant> until = time(call.parameter("until"));
        if (since.isEmpty() || since.get().isBefore(now.minus(KEPT))) {
            return OktaErrorResponse.invalid("since must be a time within the last 90 days");
        }
        String filter = call.parameter("filter");
        if (!filter.isEmpty() && !List.of(filter.split(" or ")).stream().allMatch(CONDITION.asMatchPredicate())) {
            return OktaErrorResponse.api(400, "E0000053", "Invalid filter");
        }
        String after = OktaPages.decoded(call.parameter("after"));
        List<LogEntry> left = call.organization()
                .log()
                .filter(entry -> !entry.published().isBefore(since.get()))
                .filter(entry -> until.isEmpty() || entry.published().isBefore(until.get()))
                .filter(entry -> filter.isEmpty() || matches(entry.eventType(), filter))
                .sorted(Comparator.comparing(OktaLogRoutes::key))
                .filter(entry -> key(entry).compareTo(after) > 0)
                .toList();
        List<LogEntry> page = left.subList(0, Math.min(call.pageSize(USUAL, LARGEST), left.size()));
        SimulatorResponse response = SimulatorResponse.json(
                200, page.stream().map(OktaLogEventJson::of).toList());
        boolean more = page.size() < left.size() || until.isEmpty();
        return more
                ? response.with(
                        "Link",
                        OktaPages.link(
                                call.request(),
                                page.isEmpty() ? call.parameter("after") : OktaPages.encoded(key(page.getLast())),
                                "next"))
                : response;
    }

    private static String key(LogEntry entry) {
        return OktaResponseJson.time(entry.published()) + ' ' + entry.uuid();
    }

    private static boolean matches(String eventType, String filter) {
        Matcher conditions = CONDITION.matcher(filter);
        while (conditions.find()) {
            if (conditions.group(1).equals("eq")
                    ? eventType.equals(conditions.group(2))
                    : eventType.startsWith(conditions.group(2))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
