package io.grantkeeper.simulator.google;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.GoogleAlert;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Alert Center route that lists alerts. A page has at most two alerts, in no chronological order. */
final class GoogleAlertRoutes {
    private static final int PAGE = 2;
    private static final Pattern BOUND = Pattern.compile("createTime (>=|<) \"([^\"]+)\"");

    private GoogleAlertRoutes() {}

    static List<GoogleRoute> all() {
        return List.of(new GoogleRoute(
                "GET",
                "/v1beta1/alerts",
                GoogleDoubleScopes.FOR_ALERTS,
                GoogleRoute.Quota.ALERTS,
                true,
                GoogleAlertRoutes::alerts));
    }

    private static SimulatorResponse alerts(GoogleCall call) {
        Instant from = Instant.MIN;
        Instant to = Instant.MAX;
        for (MatchResult bound : BOUND.matcher(
                        call.request().parameter("filter").orElse(""))
                .results()
                .toList()) {
            if (bound.group(1).equals("<")) {
                to = Instant.parse(bound.group(2));
            } else {
                from = Instant.parse(bound.group(2));
            }
        }
        Instant since = from;
        Instant until = to;
        String after = call.request()
                .parameter("pageToken")
                .map(token -> new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8))
                .orElse("");
        List<GoogleAlert> rest = call.tenant().alerts().stream()
                .filter(alert -> alert.id().compareTo(after) > 0)
                .filter(alert -> !alert.createdAt().isBefore(since)
                        && alert.createdAt().isBefore(until)
                        && !alert.visibleAt().isAfter(call.now()))
                .toList();
        List<GoogleAlert> shown = rest.subList(0, Math.min(PAGE, rest.size()));
        // As all of Google's APIs, this one omits empty lists.
        Map<String, @Nullable Object> answer = object();
        if (!shown.isEmpty()) {
            answer.put("alerts", shown.stream().map(GoogleAlertRoutes::shape).toList());
        }
        if (rest.size() > PAGE) {
            answer.put(
                    "nextPageToken",
                    Base64.getUrlEncoder().encodeToString(shown.getLast().id().getBytes(StandardCharsets.UTF_8)));
        }
        return SimulatorResponse.json(200, answer);
    }

    private static Map<String, @Nullable Object> shape(GoogleAlert alert) {
        Map<String, @Nullable Object> data = object(
                "@type", "type.googleapis.com/google.apps.alertcenter.type.AccountWarning", "email", alert.email());
        if (!alert.address().isEmpty()) {
            data.put("loginDetails", object("ipAddress", alert.address()));
        }
        return object(
                "customerId",
                "01abcdef",
                "alertId",
                alert.id(),
                "createTime",
                alert.createdAt(),
                "startTime",
                alert.createdAt().minusSeconds(600),
                "type",
                alert.type(),
                "source",
                alert.source(),
                "data",
                data,
                "metadata",
                object("alertId", alert.id(), "status", alert.status(), "severity", alert.severity()));
    }
}
