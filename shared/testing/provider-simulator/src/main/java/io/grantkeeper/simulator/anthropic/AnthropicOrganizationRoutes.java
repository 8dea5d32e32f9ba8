package io.grantkeeper.simulator.anthropic;

import io.grantkeeper.simulator.anthropic.AnthropicTenant.Activity;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.ApiKey;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.Invite;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.Member;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.Workspace;
import io.grantkeeper.simulator.http.ScopedRoute;
import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** The routes of the Admin API and of the Compliance API's activity feed. */
final class AnthropicOrganizationRoutes {
    private static final int MAX_PAGE = 1_000;
    private static final int MAX_FEED_PAGE = 5_000;
    private static final Set<String> SETTABLE = Set.of("active", "inactive", "archived");

    private AnthropicOrganizationRoutes() {}

    static List<ScopedRoute<AnthropicCall>> all() {
        return List.of(
                AnthropicRoute.ofAdmin("GET", "/api_keys", AnthropicOrganizationRoutes::keys),
                one("/api_keys/{id}", (tenant, id) -> tenant.keys().find(id).map(AnthropicResponseJson::key)),
                AnthropicRoute.ofAdmin("POST", "/api_keys/{key}", AnthropicOrganizationRoutes::updateKey),
                AnthropicRoute.ofAdmin("GET", "/workspaces", AnthropicOrganizationRoutes::workspaces),
                AnthropicRoute.ofAdmin("GET", "/users", AnthropicOrganizationRoutes::members),
                one("/users/{id}", (tenant, id) -> tenant.members().find(id).map(AnthropicResponseJson::member)),
                AnthropicRoute.ofAdmin("GET", "/invites", AnthropicOrganizationRoutes::invites),
                one("/invites/{id}", (tenant, id) -> tenant.invites().find(id).map(AnthropicResponseJson::invite)),
                one(
                        "/service_accounts/{id}",
                        (tenant, id) -> tenant.serviceAccounts().find(id).map(AnthropicResponseJson::serviceAccount)),
                one(
                        "/federation_rules/{id}",
                        (tenant, id) -> tenant.federationRules().find(id).map(AnthropicResponseJson::federationRule)),
                AnthropicRoute.ofAdmin("GET", "/service_accounts", AnthropicOrganizationRoutes::serviceAccounts),
                AnthropicRoute.ofAdmin(
                        "POST", "/service_accounts/{id}/archive", AnthropicOrganizationRoutes::archiveAccount),
                AnthropicRoute.ofAdmin("GET", "/federation_rules", AnthropicOrganizationRoutes::federationRules),
                AnthropicRoute.ofAdmin(
                        "POST", "/federation_rules/{id}/archive", AnthropicOrganizationRoutes::archiveRule),
                AnthropicRoute.ofAdmin("GET", "/usage_report/messages", AnthropicUsageReport::answer),
                new ScopedRoute<>(
                        "GET",
                        "/v1/compliance/activities",
                        AnthropicRoute.ACTIVITIES,
                        AnthropicOrganizationRoutes::activities));
    }

    /** Returns the route that reads one object by its id. */
    private static ScopedRoute<AnthropicCall> one(
            String template, BiFunction<AnthropicTenant, String, Optional<? extends Map<String, ?>>> find) {
        return AnthropicRoute.ofAdmin("GET", template, call -> {
            Optional<? extends Map<String, ?>> found = find.apply(call.tenant(), call.variable("id"));
            return found.isPresent() ? SimulatorResponse.json(200, found.get()) : AnthropicError.notFound();
        });
    }

    private static SimulatorResponse keys(AnthropicCall call) {
        Optional<String> status = call.request().parameter("status");
        List<ApiKey> keys = call.tenant().keys().all().stream()
                .filter(key -> status.isEmpty() || status.get().equals(key.status()))
                .toList();
        return call.pageById(keys, MAX_PAGE, ApiKey::id, AnthropicResponseJson::key);
    }

    /** Changes the status of a key. An archived key cannot be reactivated. */
    private static SimulatorResponse updateKey(AnthropicCall call) {
        String status = SimulatorJson.read(call.request().body()).path("status").asString("");
        Optional<ApiKey> found = call.tenant().keys().find(call.variable("key"));
        if (found.isEmpty()) {
            return AnthropicError.notFound();
        }
        if (!SETTABLE.contains(status) || (found.get().status().equals("archived") && !status.equals("archived"))) {
            return AnthropicError.invalid("status: cannot be set to this value");
        }
        call.tenant().keys().put(found.get().with(status));
        return SimulatorResponse.json(200, AnthropicResponseJson.key(found.get().with(status)));
    }

    private static SimulatorResponse workspaces(AnthropicCall call) {
        return call.pageById(
                call.tenant().workspaces().all(), MAX_PAGE, Workspace::id, AnthropicResponseJson::workspace);
    }

    private static SimulatorResponse members(AnthropicCall call) {
        return call.pageById(call.tenant().members().all(), MAX_PAGE, Member::id, AnthropicResponseJson::member);
    }

    private static SimulatorResponse invites(AnthropicCall call) {
        return call.pageById(call.tenant().invites().all(), MAX_PAGE, Invite::id, AnthropicResponseJson::invite);
    }

    private static SimulatorResponse serviceAccounts(AnthropicCall call) {
        return call.pageByToken(
                call.tenant().serviceAccounts().all().stream()
                        .filter(account -> call.flag("include_archived")
                                || account.archived().isEmpty())
                        .toList(),
                AnthropicResponseJson::serviceAccount);
    }

    private static SimulatorResponse archiveAccount(AnthropicCall call) {
        return call.tenant()
                .serviceAccounts()
                .update(call.variable("id"), account -> account.archivedAt(call.now()))
                .map(account -> SimulatorResponse.json(200, AnthropicResponseJson.serviceAccount(account)))
                .orElseGet(AnthropicError::notFound);
    }

    private static SimulatorResponse federationRules(AnthropicCall call) {
        return call.pageByToken(
                call.tenant().federationRules().all().stream()
                        .filter(rule ->
                                call.flag("include_archived") || rule.archived().isEmpty())
                        .toList(),
                AnthropicResponseJson::federationRule);
    }

    private static SimulatorResponse archiveRule(AnthropicCall call) {
        return call.tenant()
                .federationRules()
                .update(call.variable("id"), rule -> rule.archivedAt(call.now()))
                .map(rule -> SimulatorResponse.json(200, AnthropicResponseJson.federationRule(rule)))
                .orElseGet(AnthropicError::notFound);
    }

    /**
     * Returns activities, newest first. The newest ones are missing, because the feed shows an activity only after a
     * delay.
     */
    private static SimulatorResponse activities(AnthropicCall call) {
        Instant from = call.time("created_at.gte").orElse(Instant.MIN);
        Instant until = call.time("created_at.lt").orElse(Instant.MAX);
        Set<String> types = call.request().values("activity_types");
        List<Activity> shown = call.tenant().activitiesAt(call.now()).stream()
                .filter(activity ->
                        !activity.at().isBefore(from) && activity.at().isBefore(until))
                .filter(activity -> types.isEmpty() || types.contains(activity.type()))
                .toList();
        return call.pageById(
                shown,
                MAX_FEED_PAGE,
                Activity::id,
                activity -> AnthropicResponseJson.activity(call.tenant(), activity));
    }
}
