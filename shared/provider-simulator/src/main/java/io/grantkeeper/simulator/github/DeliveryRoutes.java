package io.grantkeeper.simulator.github;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.company.Installation;
import io.grantkeeper.simulator.http.Json;
import io.grantkeeper.simulator.http.Response;
import io.grantkeeper.simulator.http.Sender;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The app's own deliveries, for the sweep that asks again for what failed. */
final class DeliveryRoutes {

    private final GitHubWebhooks webhooks;

    DeliveryRoutes(GitHubWebhooks webhooks) {
        this.webhooks = webhooks;
    }

    List<GitHubRoute> all() {
        return List.of(
                new GitHubRoute("GET", "/app/hook/deliveries", Needs.app(), this::list),
                new GitHubRoute("GET", "/app/hook/deliveries/{delivery_id}", Needs.app(), this::one),
                new GitHubRoute("POST", "/app/hook/deliveries/{delivery_id}/attempts", Needs.app(), this::again));
    }

    /** Newest first, by cursor: the id below which the next page begins. */
    private Response list(GitHubCall call) {
        var request = call.request();
        Optional<String> cursor = request.parameter("cursor");
        if (cursor.filter(text -> !text.matches("\\d{1,18}")).isPresent()) {
            return Refusal.error(400, "Invalid cursor");
        }
        long below = cursor.map(Long::parseLong).orElse(Long.MAX_VALUE);
        Optional<String> status = request.parameter("status");
        List<Delivery> rows = webhooks.deliveries().stream()
                .filter(delivery -> delivery.id() < below)
                .filter(delivery -> status.map(wanted -> wanted.equals(ok(delivery) ? "success" : "failure"))
                        .orElse(true))
                .toList();
        int size = Math.min(Pages.size(request), rows.size());
        List<?> page = rows.subList(0, size).stream()
                .map(delivery -> item(call, delivery))
                .toList();
        Response response = Response.json(200, page);
        if (size == rows.size()) {
            return response;
        }
        String next = Long.toString(rows.get(size - 1).id());
        return response.with("Link", Pages.link(request, Map.of("cursor", next), "next"));
    }

    private Response one(GitHubCall call) {
        return find(call)
                .map(delivery -> {
                    var fields = item(call, delivery);
                    fields.put("request", object("headers", delivery.headers(), "payload", Json.read(delivery.body())));
                    fields.put(
                            "response",
                            object(
                                    "headers", delivery.receipt().map(Sender.Receipt::headers),
                                    "payload", delivery.receipt().map(Sender.Receipt::body)));
                    return Response.json(200, fields);
                })
                .orElseGet(Refusal::notFound);
    }

    private Response again(GitHubCall call) {
        return webhooks.redeliver(call.id("delivery_id")) ? Response.json(202, object()) : Refusal.notFound();
    }

    private Optional<Delivery> find(GitHubCall call) {
        return webhooks.deliveries().stream()
                .filter(delivery -> delivery.id() == call.id("delivery_id"))
                .findFirst();
    }

    private static boolean ok(Delivery delivery) {
        return delivery.receipt().filter(Sender.Receipt::ok).isPresent();
    }

    private static Map<String, @Nullable Object> item(GitHubCall call, Delivery delivery) {
        return object(
                "id", delivery.id(),
                "guid", delivery.guid(),
                "delivered_at", delivery.at(),
                "redelivery", delivery.redelivery(),
                "duration", 0.12,
                "status", delivery.receipt().map(Sender.Receipt::note).orElse("pending"),
                "status_code", delivery.receipt().map(Sender.Receipt::status).orElse(0),
                "event", delivery.event(),
                "action", delivery.action(),
                "installation_id",
                        call.tenant().installations().all().stream()
                                .filter(installation ->
                                        installation.appId() == call.tenant().ownAppId())
                                .map(Installation::id)
                                .findFirst(),
                "repository_id", delivery.repositoryId(),
                "throttled_at", null);
    }
}
