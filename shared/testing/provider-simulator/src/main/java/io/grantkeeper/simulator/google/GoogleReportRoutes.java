package io.grantkeeper.simulator.google;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GoogleActivity;
import io.grantkeeper.simulator.company.GoogleTenant.Position;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * The routes for activity reports. Reports list the newest row first, with up to 1,000 rows per page. Some rows become
 * visible only hours after the activity.
 */
final class GoogleReportRoutes {

    private static final int MAX_PAGE = 1000;
    private static final Duration KEPT = Duration.ofDays(180);
    private static final List<String> REPORTS = List.of("token", "admin", "login", "drive");

    private GoogleReportRoutes() {}

    static List<GoogleRoute> all() {
        return List.of(new GoogleRoute(
                "GET",
                "/admin/reports/v1/activity/users/{userKey}/applications/{application}",
                GoogleDoubleScopes.FOR_REPORTS,
                GoogleRoute.Quota.REPORTS,
                true,
                GoogleReportRoutes::activities));
    }

    private static SimulatorResponse activities(GoogleCall call) {
        var request = call.request();
        if (!REPORTS.contains(call.variable("application"))) {
            return GoogleError.invalid("Invalid value for applicationName: " + call.variable("application"));
        }
        Optional<Instant> from = request.parameter("startTime").flatMap(GoogleReportRoutes::time);
        Optional<Instant> to = request.parameter("endTime").flatMap(GoogleReportRoutes::time);
        if (from.isEmpty() != request.parameter("startTime").isEmpty()
                || to.isEmpty() != request.parameter("endTime").isEmpty()) {
            return GoogleError.invalid("Invalid time format: expected RFC 3339");
        }
        if (from.isPresent() && to.isPresent() && !to.get().isAfter(from.get())) {
            return GoogleError.invalid("Start time can not be after end time.");
        }
        Optional<String> onlyPerson = Optional.empty();
        if (!call.variable("userKey").equals("all")) {
            onlyPerson = call.person().map(CompanyPerson::id);
            if (onlyPerson.isEmpty()) {
                return GoogleError.notFound("userKey");
            }
        }
        Optional<Position> after = request.parameter("pageToken").flatMap(GoogleReportRoutes::decoded);
        if (request.parameter("pageToken").isPresent() && after.isEmpty()) {
            return GoogleError.invalid("Invalid page token.");
        }
        Instant oldest = call.now().minus(KEPT);
        return page(
                call,
                new Filter(
                        from.filter(oldest::isBefore).orElse(oldest),
                        to,
                        request.parameter("eventName"),
                        onlyPerson,
                        GoogleEventFilters.parse(request.parameter("filters").orElse(""))),
                after);
    }

    private record Filter(
            Instant from,
            Optional<Instant> to,
            Optional<String> eventName,
            Optional<String> personId,
            GoogleEventFilters parameters) {

        boolean matches(GoogleActivity activity) {
            return eventName.map(activity.detail().eventName()::equals).orElse(true)
                    && personId.map(activity.actorId()::equals).orElse(true)
                    && parameters.matches(activity);
        }
    }

    private static SimulatorResponse page(GoogleCall call, Filter filter, Optional<Position> after) {
        NavigableMap<Position, GoogleActivity> rows = call.tenant().report(call.variable("application"));
        if (after.isPresent()) {
            rows = rows.tailMap(after.get(), false);
        } else if (filter.to().isPresent()) {
            rows = rows.tailMap(new Position(filter.to().get(), Long.MIN_VALUE), false);
        }
        int size = call.pageSize(MAX_PAGE, MAX_PAGE);
        Instant now = call.now();
        List<Object> items = new ArrayList<>();
        Position last = null;
        boolean more = false;
        for (var row : rows.entrySet()) {
            GoogleActivity activity = row.getValue();
            if (activity.time().isBefore(filter.from())) {
                break;
            }
            if (activity.visibleAt().isAfter(now) || !filter.matches(activity)) {
                continue;
            }
            if (items.size() == size) {
                more = true;
                break;
            }
            items.add(GoogleActivityJson.of(activity, call.tenant().customerId()));
            last = row.getKey();
        }
        var fields =
                object("kind", "admin#reports#activities", "etag", '"' + Integer.toHexString(items.hashCode()) + '"');
        if (!items.isEmpty()) {
            fields.put("items", items);
        }
        if (more && last != null) {
            fields.put("nextPageToken", encoded(last));
        }
        return SimulatorResponse.json(200, fields);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private static String encoded(Position position) {
        String text = "A:" + position.time() + '|' + position.uniqueQualifier();
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<Position> decoded(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
            int bar = text.indexOf('|');
            return Optional.of(
                    new Position(Instant.parse(text.substring(2, bar)), Long.parseLong(text.substring(bar + 1))));
        } catch (RuntimeException notOurToken) {
            return Optional.empty();
        }
    }
}
