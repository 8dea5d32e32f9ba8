package io.grantkeeper.functions.messaging;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.lambda.LambdaClient;
import tools.jackson.databind.JsonNode;

/** Invokes {@code promote-policies} and waits for its response. */
public final class LambdaLadderClient implements LadderRequests {
    /** The maximum time to wait. It leaves the caller time to write its own response. */
    public static final Duration LONGEST = Duration.ofSeconds(20);

    private final LambdaRequestSender sender;

    /**
     * Creates the client.
     *
     * @param newClient creates the Lambda client for each request, because requests are rare
     */
    public LambdaLadderClient(Supplier<LambdaClient> newClient, String function) {
        this.sender = new LambdaRequestSender(newClient, function, LONGEST);
    }

    @Override
    public void send(JsonNode request) {
        var _ = sender.send(request);
    }
}
