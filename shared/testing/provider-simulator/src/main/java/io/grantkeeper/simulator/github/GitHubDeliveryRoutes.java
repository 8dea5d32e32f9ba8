package io.grantkeeper.simulator.github;

import static io.grantkeeper.simulator.github.GitHubRoute.get;
import static io.grantkeeper.simulator.github.GitHubRoute.post;
import static io.grantkeeper.simulator.github.RouteRequirements.app;
import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.GitHubInstallation;
import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.SimulatorResponse;
import io.grantkeeper.simulator.http.WebhookSender;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The routes for the webhook deliveries of Grantkeeper's own app. A sweep uses them to request the redelivery
 * of failed deliveries.
 */
final class GitHubDeliveryRoutes {

    private final GitHubWebhookSender webhooks;

    GitHubDeliveryRoutes(GitHubWebhookSender webhooks) {
        this.webhooks = webhooks;
    }

    List<GitHubRoute> all() {
        return List.of(
                get("/app/hook/deliveries", app(), this::list),
                get("/app/hook/deliveries/{delivery_id}", app(), this::one),
                post("/app/hook/deliveries/{delivery_id}/attempts", app(), this::redeliver));
    }

    /** Returns deliveries, newest first. The cursor is an id; the next page contains only smaller ids. */
    private SimulatorResponse list(GitHubCall call) {
        var request = call.request();
        Optional<String> cursor = request.parameter("cursor");
        if (cursor.filter(text -> !text.matches("\\d{1,18}")).isPresent()) {
            return GitHubErrorResponses.error(400, "Invalid cursor");
        }
        long below = cursor.map(Long::parseLong).orElse(Long.MAX_VALUE);
        Optional<String> status = request.parameter("status");
        List<SimulatedWebhookDelivery> rows = webhooks.deliveries().stream()
                .filter(delivery -> delivery.id() < below)
                .filter(delivery -> status.map(wanted -> wanted.equals(ok(delivery) ? "success" : "failure"))
                        .orElse(true))
                .toList();
        int size = Math.min(GitHubPages.size(request), rows.size());
        List<?> page = rows.subList(0, size).stream()
                .map(delivery -> item(call, delivery))
                .toList();
        SimulatorResponse response = SimulatorResponse.json(200, page);
        if (size == rows.size()) {
            return response;
        }
        String next = Long.toString(rows.get(size - 1).id());
        return response.with("Link", GitHubPages.link(request, Map.of("cursor", next), "next"));
    }

    private SimulatorResponse one(GitHubCall call) {
        return find(call)
                .map(delivery -> {
                    var fields = item(call, delivery);
                    fields.put(
                            "request",
                            object("headers", delivery.headers(), "payload", SimulatorJson.read(delivery.body())));
                    fields.put(
                            "response",
                            object(
                                    "headers", delivery.receipt().map(WebhookSender.Receipt::headers),
                                    "payload", delivery.receipt().map(WebhookSender.Receipt::body)));
                    return SimulatorResponse.json(200, fields);
                })
                .orElseGet(GitHubErrorResponses::notFound);
    }

    private SimulatorResponse redeliver(GitHubCall call) {
        return webhooks.redeliver(call.id("delivery_id"))
                ? SimulatorResponse.json(202, object())
                : GitHubErrorResponses.notFound();
    }

    private Optional<SimulatedWebhookDelivery> find(GitHubCall call) {
        return webhooks.deliveries().stream()
                .filter(delivery -> delivery.id() == call.id("delivery_id"))
                .findFirst();
    }

    private static boolean ok(SimulatedWebhookDelivery delivery) {
        return delivery.receipt().filter(WebhookSender.Receipt::ok).isPresent();
    }

    private static Map<String, @Nullable Object> item(GitHubCall call, SimulatedWebhookDelivery delivery) {
        return object(
                "id", delivery.id(),
                "guid", delivery.guid(),
                "delivered_at", delivery.at(),
                "redelivery", delivery.redelivery(),
                "duration", 0.12,
                "status", delivery.receipt().map(WebhookSender.Receipt::note).orElse("pending"),
                "status_code",
                        delivery.receipt().map(WebhookSender.Receipt::status).orElse(0),
                "event", delivery.event(),
                "action", delivery.action(),
                "installation_id",
                        call.tenant().installations().all().stream()
                                .filter(installation ->
                                        installation.appId() == call.tenant().ownAppId())
                                .map(GitHubInstallation::id)
                                .findFirst(),
                "repository_id", delivery.repositoryId(),
                "throttled_at", null);
    }
}
