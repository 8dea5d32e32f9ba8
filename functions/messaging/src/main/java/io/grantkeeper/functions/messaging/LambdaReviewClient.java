package io.grantkeeper.functions.messaging;

import io.grantkeeper.identity.TenantId;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.lambda.LambdaClient;
import tools.jackson.databind.node.JsonNodeFactory;

/** Invokes {@code run-review} and waits for its response. */
public final class LambdaReviewClient implements ReviewRequests {
    /** The maximum time to wait. It leaves the caller time to write its own response. */
    public static final Duration LONGEST = LambdaLadderClient.LONGEST;

    private final LambdaRequestSender sender;

    /**
     * Creates the client.
     *
     * @param newClient creates the Lambda client for each request, because requests are rare
     */
    public LambdaReviewClient(Supplier<LambdaClient> newClient, String function) {
        this.sender = new LambdaRequestSender(newClient, function, LONGEST);
    }

    @Override
    public String start(TenantId tenant, String name) {
        return sender.send(JsonNodeFactory.instance
                        .objectNode()
                        .put("tenant", tenant.value())
                        .put("start", name)
                        .put("withinSeconds", START_SECONDS))
                .path("opened")
                .path(0)
                .asString("");
    }

    @Override
    public boolean close(TenantId tenant, String review) {
        return sender.send(JsonNodeFactory.instance
                        .objectNode()
                        .put("tenant", tenant.value())
                        .put("close", review))
                .path("closed")
                .valueStream()
                .anyMatch(closed -> closed.asString("").equals(review));
    }
}
