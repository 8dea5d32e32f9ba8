package io.grantkeeper.simulator.anthropic;

import io.grantkeeper.simulator.anthropic.AnthropicTenant.Activity;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.ApiKey;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.Invite;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.Member;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.Workspace;
import io.grantkeeper.simulator.http.Json;
import io.grantkeeper.simulator.http.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The admin API, and the activity feed of the Compliance API. */
final class OrganizationRoutes {
    private static final int LARGEST_PAGE = 1_000;
    private static final int LARGEST_FEED_PAGE = 5_000;
    private static final Set<String> SETTABLE = Set.of("active", "inactive", "archived");

    private OrganizationRoutes() {}

    static List<AnthropicRoute> all() {
        return List.of(
                AnthropicRoute.ofAdmin("GET", "/api_keys", OrganizationRoutes::keys),
                AnthropicRoute.ofAdmin("POST", "/api_keys/{key}", OrganizationRoutes::setKey),
                AnthropicRoute.ofAdmin("GET", "/workspaces", OrganizationRoutes::workspaces),
                AnthropicRoute.ofAdmin("GET", "/users", OrganizationRoutes::members),
                AnthropicRoute.ofAdmin("GET", "/invites", OrganizationRoutes::invites),
                AnthropicRoute.ofAdmin("GET", "/service_accounts", OrganizationRoutes::serviceAccounts),
                AnthropicRoute.ofAdmin("POST", "/service_accounts/{id}/archive", OrganizationRoutes::archiveAccount),
                AnthropicRoute.ofAdmin("GET", "/federation_rules", OrganizationRoutes::federationRules),
                AnthropicRoute.ofAdmin("POST", "/federation_rules/{id}/archive", OrganizationRoutes::archiveRule),
                AnthropicRoute.ofAdmin("GET", "/usage_report/messages", UsageReport::answer),
                new AnthropicRoute(
                        "GET", "/v1/compliance/activities", AnthropicRoute.ACTIVITIES, OrganizationRoutes::activities));
    }

    private static Response keys(AnthropicCall call) {
        Optional<String> status = call.request().parameter("status");
        List<ApiKey> keys = call.tenant().keys().all().stream()
                .filter(key -> status.isEmpty() || status.get().equals(key.status()))
                .toList();
        return call.byId(keys, LARGEST_PAGE, ApiKey::id, Shapes::key);
    }

    /** An archived key stays archived. */
    private static Response setKey(AnthropicCall call) {
        String status = Json.read(call.request().body()).path("status").asString("");
        Optional<ApiKey> found = call.tenant().keys().find(call.variable("key"));
        if (found.isEmpty()) {
            return AnthropicError.notFound();
        }
        if (!SETTABLE.contains(status) || (found.get().status().equals("archived") && !status.equals("archived"))) {
            return AnthropicError.invalid("status: cannot be set to this");
        }
        call.tenant().keys().put(found.get().with(status));
        return Response.json(200, Shapes.key(found.get().with(status)));
    }

    private static Response workspaces(AnthropicCall call) {
        return call.byId(call.tenant().workspaces().all(), LARGEST_PAGE, Workspace::id, Shapes::workspace);
    }

    private static Response members(AnthropicCall call) {
        return call.byId(call.tenant().members().all(), LARGEST_PAGE, Member::id, Shapes::member);
    }

    private static Response invites(AnthropicCall call) {
        return call.byId(call.tenant().invites().all(), LARGEST_PAGE, Invite::id, Shapes::invite);
    }

    private static Response serviceAccounts(AnthropicCall call) {
        return call.byToken(
                call.tenant().serviceAccounts().all().stream()
                        .filter(account -> call.flag("include_archived")
                                || account.archived().isEmpty())
                        .toList(),
                Shapes::serviceAccount);
    }

    private static Response archiveAccount(AnthropicCall call) {
        return call.tenant()
                .serviceAccounts()
                .update(call.variable("id"), account -> account.archivedAt(call.now()))
                .map(account -> Response.json(200, Shapes.serviceAccount(account)))
                .orElseGet(AnthropicError::notFound);
    }

    private static Response federationRules(AnthropicCall call) {
        return call.byToken(
                call.tenant().federationRules().all().stream()
                        .filter(rule ->
                                call.flag("include_archived") || rule.archived().isEmpty())
                        .toList(),
                Shapes::federationRule);
    }

    private static Response archiveRule(AnthropicCall call) {
        return call.tenant()
                .federationRules()
                .update(call.variable("id"), rule -> rule.archivedAt(call.now()))
                .map(rule -> Response.json(200, Shapes.federationRule(rule)))
                .orElseGet(AnthropicError::notFound);
    }

    /** Newest first; what is too new is not shown yet. */
    private static Response activities(AnthropicCall call) {
        Instant from = call.time("created_at.gte").orElse(Instant.MIN);
        Instant until = call.time("created_at.lt").orElse(Instant.MAX);
        Set<String> types = call.each("activity_types");
        List<Activity> shown = call.tenant().activitiesAt(call.now()).stream()
                .filter(activity ->
                        !activity.at().isBefore(from) && activity.at().isBefore(until))
                .filter(activity -> types.isEmpty() || types.contains(activity.type()))
                .toList();
        return call.byId(shown, LARGEST_FEED_PAGE, Activity::id, activity -> Shapes.activity(call.tenant(), activity));
    }
}
