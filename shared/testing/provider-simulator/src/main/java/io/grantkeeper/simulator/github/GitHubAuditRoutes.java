package io.grantkeeper.simulator.github;

import static io.grantkeeper.simulator.github.GitHubRoute.get;
import static io.grantkeeper.simulator.github.RouteRequirements.read;

import io.grantkeeper.simulator.company.GitHubAuditEntry;
import io.grantkeeper.simulator.company.GitHubTenant.AuditPosition;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** The audit log's routes, with cursors, a search phrase, and rows that become visible with a delay. */
final class GitHubAuditRoutes {

    private GitHubAuditRoutes() {}

    static List<GitHubRoute> all() {
        return List.of(get(
                "/orgs/{org}/audit-log",
                read("organization_administration", "read:audit_log").withFeature(RouteRequirements.Feature.ENTERPRISE),
                GitHubAuditRoutes::entries));
    }

    private static SimulatorResponse entries(GitHubCall call) {
        var request = call.request();
        boolean ascending = request.parameter("order").orElse("desc").equals("asc");
        NavigableMap<AuditPosition, GitHubAuditEntry> log = call.tenant().auditLog();
        NavigableMap<AuditPosition, GitHubAuditEntry> ordered = ascending ? log : log.descendingMap();
        Optional<AuditPosition> after = request.parameter("after").flatMap(GitHubAuditRoutes::position);
        NavigableMap<AuditPosition, GitHubAuditEntry> rest =
                after.map(position -> ordered.tailMap(position, false)).orElse(ordered);
        GitHubAuditPhrase phrase =
                GitHubAuditPhrase.parse(request.parameter("phrase").orElse(""));

        int size = GitHubPages.size(request);
        Instant now = call.now();
        List<Object> items = new ArrayList<>(size);
        AuditPosition last = null;
        boolean more = false;
        for (var row : rest.entrySet()) {
            GitHubAuditEntry entry = row.getValue();
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
        SimulatorResponse response = SimulatorResponse.json(200, items);
        if (!more || last == null) {
            return response;
        }
        return response.with("Link", GitHubPages.link(request, Map.of("after", cursor(last), "before", ""), "next"));
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
