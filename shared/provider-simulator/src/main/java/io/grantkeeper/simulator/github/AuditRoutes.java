package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.company.AuditEntry;
import io.grantkeeper.simulator.company.GitHubTenant.AuditPosition;
import io.grantkeeper.simulator.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** The audit log: pages by cursor, a search phrase, and rows that show up after their time. */
final class AuditRoutes {

    private AuditRoutes() {}

    static List<GitHubRoute> all() {
        return List.of(new GitHubRoute(
                "GET",
                "/orgs/{org}/audit-log",
                Needs.read("organization_administration", "read:audit_log").on(Needs.Feature.ENTERPRISE),
                AuditRoutes::entries));
    }

    private static Response entries(GitHubCall call) {
        var request = call.request();
        boolean ascending = request.parameter("order").orElse("desc").equals("asc");
        NavigableMap<AuditPosition, AuditEntry> log = call.tenant().auditLog();
        NavigableMap<AuditPosition, AuditEntry> ordered = ascending ? log : log.descendingMap();
        Optional<AuditPosition> after = request.parameter("after").flatMap(AuditRoutes::position);
        NavigableMap<AuditPosition, AuditEntry> rest =
                after.map(position -> ordered.tailMap(position, false)).orElse(ordered);
        AuditPhrase phrase = AuditPhrase.parse(request.parameter("phrase").orElse(""));

        int size = Pages.size(request);
        Instant now = call.now();
        List<Object> items = new ArrayList<>(size);
        AuditPosition last = null;
        boolean more = false;
        for (var row : rest.entrySet()) {
            AuditEntry entry = row.getValue();
            if (entry.visibleAt().isAfter(now) || !phrase.matches(entry)) {
                continue;
            }
            if (items.size() == size) {
                more = true;
                break;
            }
            items.add(call.shapes().audit(entry));
            last = row.getKey();
        }
        Response response = Response.json(200, items);
        if (!more || last == null) {
            return response;
        }
        return response.with("Link", Pages.link(request, Map.of("after", cursor(last), "before", ""), "next"));
    }

    private static String cursor(AuditPosition position) {
        String text = position.time() + "|" + position.sequence();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<AuditPosition> position(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            int bar = text.indexOf('|');
            return Optional.of(
                    new AuditPosition(Instant.parse(text.substring(0, bar)), Long.parseLong(text.substring(bar + 1))));
        } catch (RuntimeException notOurCursor) {
            return Optional.empty();
        }
    }
}
