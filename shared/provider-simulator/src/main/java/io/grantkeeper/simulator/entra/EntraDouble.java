package io.grantkeeper.simulator.entra;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.http.Handler;
import io.grantkeeper.simulator.http.Json;
import io.grantkeeper.simulator.http.Quotas;
import io.grantkeeper.simulator.http.Request;
import io.grantkeeper.simulator.http.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers as graph.microsoft.com and login.microsoftonline.com would for one tenant. */
public final class EntraDouble implements Handler {
    /** All that reading and revoking needs. */
    public static final Set<String> ALL_PERMISSIONS = Set.of(
            "User.Read.All",
            "User-LifeCycleInfo.Read.All",
            "Application.ReadWrite.All",
            "DelegatedPermissionGrant.ReadWrite.All",
            "AppRoleAssignment.ReadWrite.All",
            "AgentIdentity.Read.All",
            "AuditLog.Read.All");

    private static final int MOST_IN_BATCH = 20;

    private final Company company;
    private final Quotas quotas;
    private volatile Set<String> permissions = ALL_PERMISSIONS;
    private volatile boolean premium = true;
    private @Nullable State state;

    /** Planted at the first call: companies that no test asks about cost nothing. */
    private record State(
            EntraTenant tenant,
            EntraActions actions,
            EntraTokens tokens,
            EntraNotifications notifications,
            GraphReads reads,
            GraphWrites writes,
            GraphQuotas quotas) {}

    public EntraDouble(Company company, Quotas quotas) {
        this.company = company;
        this.quotas = quotas;
    }

    private synchronized State state() {
        State current = state;
        if (current == null) {
            EntraTenant tenant = new EntraTenant(company);
            EntraActions actions = new EntraActions(tenant);
            new EntraSeed(tenant, actions).plant();
            EntraNotifications notifications = new EntraNotifications(tenant);
            current = new State(
                    tenant,
                    actions,
                    new EntraTokens(company.clock(), tenant.id()),
                    notifications,
                    new GraphReads(tenant),
                    new GraphWrites(tenant, actions, notifications),
                    new GraphQuotas(quotas, tenant));
            state = current;
        }
        return current;
    }

    public EntraTenant tenant() {
        return state().tenant();
    }

    /** What happens in the tenant. */
    public EntraActions actions() {
        return state().actions();
    }

    public EntraNotifications notifications() {
        return state().notifications();
    }

    public EntraCredentials credentials() {
        return state().tokens().credentials();
    }

    /** Which application permissions were granted, in place of all. */
    public void permit(Set<String> only) {
        permissions = Set.copyOf(only);
    }

    /** Takes the P1 licence away: no sign-in reports. */
    public void withoutPremium() {
        premium = false;
    }

    /** Makes every token issued so far invalid. */
    public void withdrawAllTokens() {
        state().tokens().withdrawAll();
    }

    @Override
    public Response handle(Request request) {
        State current = state();
        if (request.method().equals("POST") && request.path().endsWith("/oauth2/v2.0/token")) {
            return current.tokens().answer(request);
        }
        if (!request.path().startsWith("/v1.0/") && !request.path().startsWith("/beta/")) {
            return Response.text(404, "text/html", "<html><body>404</body></html>");
        }
        boolean known = request.header("authorization")
                .filter(header -> header.startsWith("Bearer "))
                .filter(header -> current.tokens().isValid(header.substring("Bearer ".length())))
                .isPresent();
        if (!known) {
            return GraphError.unauthenticated();
        }
        return request.path().endsWith("/$batch") ? batch(current, request) : answer(current, GraphCall.of(request));
    }

    private Response answer(State current, GraphCall call) {
        Optional<Response> refused = current.quotas().refusal(call);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!allowed(call)) {
            return GraphError.denied();
        }
        if (call.part(0).equals("reports") && !premium) {
            return GraphError.noLicence();
        }
        return call.method().equals("GET")
                ? current.reads().answer(call)
                : current.writes().answer(call);
    }

    /** Each request is answered and throttled by itself; the answers come in an order of their own. */
    private Response batch(State current, Request request) {
        JsonNode asked = Json.read(request.body()).path("requests");
        if (!asked.isArray() || asked.isEmpty() || asked.size() > MOST_IN_BATCH) {
            return GraphError.of(400, "BadRequest", "Invalid batch payload format.");
        }
        List<Object> answers = new ArrayList<>();
        for (JsonNode each : asked) {
            Response inner = answer(
                    current,
                    GraphCall.inBatch(
                            request,
                            each.path("method").asString(""),
                            each.path("url").asString("")));
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("id", each.path("id").asString(""));
            answer.put("status", inner.status());
            answer.put("headers", inner.headers());
            answer.put("body", Json.read(inner.body()));
            answers.add(answer);
        }
        Collections.reverse(answers);
        return Response.json(200, object("responses", answers));
    }

    private boolean allowed(GraphCall call) {
        boolean reads = call.method().equals("GET");
        boolean leaveDates = call.selects("employeeLeaveDateTime");
        if (leaveDates && !permissions.contains("User-LifeCycleInfo.Read.All")) {
            return false;
        }
        if (call.part(0).equals("auditLogs") || call.part(0).equals("reports")) {
            return has("AuditLog");
        }
        if (call.path().contains("oauth2PermissionGrants")) {
            return reads ? has("DelegatedPermissionGrant") : hasWrite("DelegatedPermissionGrant");
        }
        if (call.part(0).equals("users")
                || call.part(0).equals("directory")
                || call.part(0).equals("subscriptions")) {
            return has("User");
        }
        if (call.last().equals("microsoft.graph.agentIdentity")) {
            return has("AgentIdentity");
        }
        if (!reads && call.part(2).equals("appRoleAssignments")) {
            return hasWrite("AppRoleAssignment");
        }
        return reads ? has("Application") : hasWrite("Application");
    }

    private boolean has(String resource) {
        return permissions.contains(resource + ".Read.All") || hasWrite(resource);
    }

    private boolean hasWrite(String resource) {
        return permissions.contains(resource + ".ReadWrite.All");
    }
}
