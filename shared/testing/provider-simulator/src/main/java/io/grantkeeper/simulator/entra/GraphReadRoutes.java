package io.grantkeeper.simulator.entra;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.http.SimulatorResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers the GET requests of Graph: paged collections, single objects, relations, logs and deltas. */
final class GraphReadRoutes {
    private static final int MAX_PAGE = 999;
    private static final int USUAL_PAGE = 100;
    private static final Duration DELTA_LIFE = Duration.ofDays(7);
    private static final Pattern TIME = Pattern.compile("(?:activity|created)DateTime (ge|lt|le) (\\S+)");
    private static final Pattern SIGN_IN_TYPE = Pattern.compile("t eq '(\\w+)'");

    private final EntraTenant tenant;

    GraphReadRoutes(EntraTenant tenant) {
        this.tenant = tenant;
    }

    SimulatorResponse answer(GraphCall call) {
        if (call.option("$top")
                        .map(GraphReadRoutes::number)
                        .filter(top -> top < 1 || top > MAX_PAGE)
                        .isPresent()
                && !call.part(0).equals("auditLogs")) {
            return GraphError.unsupported("Invalid page size specified: it must be between 1 and 999 inclusive.");
        }
        boolean advanced = call.query().containsKey("$count") || call.query().containsKey("$search");
        if (advanced && !call.eventuallyConsistent()) {
            return GraphError.unsupported(
                    "Request with $count or $search needs the header ConsistencyLevel: eventual.");
        }
        return switch (call.part(0)) {
            case "users" -> users(call);
            case "servicePrincipals" -> objects(call, tenant.servicePrincipals());
            case "applications" -> objects(call, tenant.applications());
            case "oauth2PermissionGrants" -> objects(call, tenant.grants());
            case "directory" -> deleted(call);
            case "auditLogs" -> logs(call);
            case "identityProtection" -> risks(call);
            case "reports" -> reports(call);
            case "subscriptions" -> objects(call, tenant.subscriptions());
            case "groups" -> objects(call, tenant.groups());
            case "roleManagement" -> roles(call);
            default -> GraphError.noSegment(call.part(0));
        };
    }

    private SimulatorResponse users(GraphCall call) {
        if (call.part(1).equals("microsoft.graph.agentUser")) {
            return call.beta() ? page(call, tenant.agentUsers(), row -> true) : GraphError.noSegment(call.part(1));
        }
        return objects(call, tenant.users());
    }

    private SimulatorResponse objects(GraphCall call, DirectoryTable table) {
        if (call.path().size() == 1) {
            return page(call, table, row -> true);
        }
        if (call.part(1).equals("delta")) {
            return delta(call, table);
        }
        if (call.part(1).startsWith("microsoft.graph.")) {
            String type = "#" + call.part(1);
            return page(call, table, row -> type.equals(row.get("@odata.type")));
        }
        Optional<Map<String, @Nullable Object>> found = find(table, call.part(1));
        if (found.isEmpty()) {
            return GraphError.notFound(call.part(1));
        }
        return call.path().size() == 2
                ? SimulatorResponse.json(200, GraphResponseJson.render(found.get(), call))
                : relation(call, found.get());
    }

    Optional<Map<String, @Nullable Object>> find(DirectoryTable table, String key) {
        if (!key.startsWith("appId=")) {
            return table.find(key, tenant.now());
        }
        String appId = key.substring("appId=".length());
        return table.all().stream()
                .filter(row -> appId.equals(row.get("appId")))
                .findFirst();
    }

    private SimulatorResponse relation(GraphCall call, Map<String, @Nullable Object> row) {
        String id = String.valueOf(row.get("id"));
        return switch (call.last()) {
            case "members" -> values(members(row));
            case "owners" -> values(GraphResponseJson.people(row.get("~owners"), Integer.MAX_VALUE));
            case "sponsors" -> values(GraphResponseJson.people(row.get("~sponsors"), Integer.MAX_VALUE));
            case "appRoleAssignments" -> values(list(row.get("~appRoleAssignments")));
            case "federatedIdentityCredentials" -> values(list(row.get("~federated")));
            case "oauth2PermissionGrants" -> page(call, tenant.grants(), grant -> id.equals(grant.get("clientId")));
            default -> GraphError.noSegment(call.last());
        };
    }

    private List<Map<String, @Nullable Object>> members(Map<String, @Nullable Object> group) {
        return list(group.get("~members")).stream()
                .map(id -> object(
                        "@odata.type",
                        "#microsoft.graph.user",
                        "id",
                        id,
                        "displayName",
                        tenant.users()
                                .find(String.valueOf(id))
                                .map(user -> String.valueOf(user.get("displayName")))
                                .orElse("")))
                .toList();
    }

    private SimulatorResponse deleted(GraphCall call) {
        if (call.part(2).equals("microsoft.graph.user")) {
            return page(call, tenant.deletedUsers(), row -> true);
        }
        return tenant.deletedUsers()
                .find(call.part(2))
                .map(row -> SimulatorResponse.json(200, GraphResponseJson.render(row, call)))
                .orElseGet(() -> GraphError.notFound(call.part(2)));
    }

    private SimulatorResponse roles(GraphCall call) {
        return switch (call.part(2)) {
            case "roleDefinitions" -> page(call, tenant.roleDefinitions(), row -> true);
            case "roleAssignments" -> page(call, tenant.roleAssignments(), row -> true);
            case "roleEligibilityScheduleInstances" ->
                tenant.isLicensedForActivation()
                        ? page(call, tenant.eligibleRoles(), row -> true)
                        : GraphError.of(
                                400,
                                "AadPremiumLicenseRequired",
                                "The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance"
                                        + " license.");
            default -> GraphError.noSegment(call.part(2));
        };
    }

    private SimulatorResponse reports(GraphCall call) {
        if (!call.beta()) {
            return GraphError.noSegment("reports");
        }
        return switch (call.part(1)) {
            case "servicePrincipalSignInActivities" -> page(call, tenant.signIns(), row -> true);
            case "appCredentialSignInActivities" -> page(call, tenant.credentialUse(), row -> true);
            default -> GraphError.noSegment(call.part(1));
        };
    }

    private SimulatorResponse logs(GraphCall call) {
        if (call.part(1).equals("directoryAudits")) {
            return rows(call, tenant.audits(), row -> true, false);
        }
        if (!call.part(1).equals("signIns")) {
            return GraphError.noSegment(call.part(1));
        }
        // Without a filter by type, and in version 1.0, the log lists interactive sign-ins only. The tenant has none.
        List<Object> wanted = call.beta()
                ? SIGN_IN_TYPE
                        .matcher(call.option("$filter").orElse(""))
                        .results()
                        .map(type -> (Object) List.of(type.group(1)))
                        .toList()
                : List.of();
        return rows(call, tenant.signInLog(), row -> wanted.contains(row.get("signInEventTypes")), true);
    }

    private SimulatorResponse risks(GraphCall call) {
        return switch (call.part(1)) {
            case "riskyServicePrincipals" -> page(call, tenant.riskyPrincipals(), row -> true);
            case "servicePrincipalRiskDetections" -> page(call, tenant.principalRiskDetections(), row -> true);
            case "riskyAgents" ->
                call.beta() ? page(call, tenant.riskyAgents(), row -> true) : GraphError.noSegment(call.part(1));
            case "agentRiskDetections" ->
                call.beta()
                        ? page(call, tenant.agentRiskDetections(), row -> true)
                        : GraphError.noSegment(call.part(1));
            default -> GraphError.noSegment(call.part(1));
        };
    }

    /**
     * Returns rows of a log, newest first. The next link contains the position at which the next page starts.
     *
     * @param repeats whether each page starts with the last row of the page before, as happens while rows arrive
     */
    private SimulatorResponse rows(
            GraphCall call,
            ConcurrentSkipListMap<String, EntraTenant.AuditEntry> log,
            Predicate<Map<String, @Nullable Object>> wanted,
            boolean repeats) {
        Instant since = Instant.MIN;
        Instant until = Instant.MAX;
        Matcher bounds = TIME.matcher(call.option("$filter").orElse(""));
        while (bounds.find()) {
            if (bounds.group(1).equals("ge")) {
                since = Instant.parse(bounds.group(2));
            } else if (bounds.group(1).equals("le")) {
                until = Instant.parse(bounds.group(2)).plusNanos(1);
            } else {
                until = Instant.parse(bounds.group(2));
            }
        }
        String before = call.option("$skiptoken").map(GraphReadRoutes::decoded).orElse("\uffff");
        int top = size(call);
        List<Object> rows = new ArrayList<>();
        String last = "";
        if (repeats && log.containsKey(before)) {
            rows.add(Objects.requireNonNull(log.get(before)).json());
        }
        for (Map.Entry<String, EntraTenant.AuditEntry> entry :
                log.headMap(before, false).descendingMap().entrySet()) {
            EntraTenant.AuditEntry row = entry.getValue();
            if (rows.size() >= top && !last.isEmpty()) {
                return SimulatorResponse.json(200, listed(call, rows, last));
            }
            if (wanted.test(row.json())
                    && !row.at().isBefore(since)
                    && row.at().isBefore(until)
                    && !row.visibleAt().isAfter(tenant.now())) {
                rows.add(row.json());
                last = entry.getKey();
            }
        }
        return SimulatorResponse.json(200, listed(call, rows, ""));
    }

    private SimulatorResponse page(
            GraphCall call, DirectoryTable table, Predicate<Map<String, @Nullable Object>> wanted) {
        String after = call.option("$skiptoken").map(GraphReadRoutes::decoded).orElse("");
        int top = size(call);
        List<Object> rows = new ArrayList<>();
        String last = after;
        while (rows.size() < top) {
            List<Map<String, @Nullable Object>> more = table.after(last, top);
            if (more.isEmpty()) {
                return SimulatorResponse.json(200, listed(call, rows, ""));
            }
            for (Map<String, @Nullable Object> row : more) {
                if (rows.size() < top) {
                    last = String.valueOf(row.get("id"));
                    if (wanted.test(row)) {
                        rows.add(GraphResponseJson.render(row, call));
                    }
                }
            }
        }
        return SimulatorResponse.json(
                200, listed(call, rows, table.after(last, 1).isEmpty() ? "" : last));
    }

    /**
     * Returns the changes since a position in the sequence of changes. An object that changed several times occurs
     * several times, and a removed object occurs with the reason for its removal. The link for the next query is valid
     * for a week.
     */
    private SimulatorResponse delta(GraphCall call, DirectoryTable table) {
        String token = call.option("$deltatoken").orElse("");
        List<Object> rows = new ArrayList<>();
        if (!token.isEmpty() && !token.equals("latest")) {
            String[] parts = decoded(token).split("@", 2);
            if (parts.length < 2 || Instant.parse(parts[1]).plus(DELTA_LIFE).isBefore(tenant.now())) {
                return GraphError.syncStateNotFound(table.size() % 2 == 0);
            }
            for (DirectoryTable.Change change : table.since(Long.parseLong(parts[0]))) {
                rows.add(change.object()
                        .map(object -> GraphResponseJson.render(object, call))
                        .orElseGet(() -> object("@removed", object("reason", "deleted"), "id", change.id())));
            }
        }
        Map<String, @Nullable Object> answer = object("value", rows);
        answer.put("@odata.deltaLink", link(call, "$deltatoken", encoded(table.sequence() + "@" + tenant.now())));
        return SimulatorResponse.json(200, answer);
    }

    private static Map<String, @Nullable Object> listed(GraphCall call, List<Object> rows, String next) {
        Map<String, @Nullable Object> answer = object("@odata.context", "$metadata#" + call.part(0), "value", rows);
        if (!next.isEmpty()) {
            answer.put("@odata.nextLink", link(call, "$skiptoken", encoded(next)));
        }
        return answer;
    }

    private static String link(GraphCall call, String name, String value) {
        StringBuilder link = new StringBuilder(call.request().baseUri())
                .append(call.beta() ? "/beta/" : "/v1.0/")
                .append(String.join("/", call.path()))
                .append('?');
        call.query().forEach((option, given) -> {
            if (!option.equals("$skiptoken") && !option.equals("$deltatoken")) {
                link.append(option)
                        .append('=')
                        .append(java.net.URLEncoder.encode(given, StandardCharsets.UTF_8))
                        .append('&');
            }
        });
        return link.append(name).append('=').append(value).toString();
    }

    private static SimulatorResponse values(List<?> values) {
        return SimulatorResponse.json(200, object("value", values));
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static int size(GraphCall call) {
        return call.option("$top").map(GraphReadRoutes::number).orElse(USUAL_PAGE);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            return "";
        }
    }
}
