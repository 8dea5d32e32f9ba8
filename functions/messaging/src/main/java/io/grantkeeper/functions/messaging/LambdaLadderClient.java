package io.grantkeeper.functions.messaging;

import io.grantkeeper.identity.json.JsonTrees;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import tools.jackson.databind.JsonNode;

/** Invokes {@code climb-ladder} and waits for its response. */
public final class LambdaLadderClient implements LadderRequests {
    /** The longest time to wait, which leaves time to write the response. */
    public static final Duration LONGEST = Duration.ofSeconds(20);

    private final Supplier<LambdaClient> newClient;
    private final String function;

    /** @param newClient creates the client for each request, because requests are rare */
    public LambdaLadderClient(Supplier<LambdaClient> newClient, String function) {
        this.newClient = newClient;
        this.function = function;
    }

    @Override
    public void send(JsonNode request) {
        try (LambdaClient client = newClient.get()) {
            InvokeResponse response = client.invoke(call -> call.functionName(function)
                    .invocationType(InvocationType.REQUEST_RESPONSE)
                    .payload(SdkBytes.fromUtf8String(JsonTrees.write(request)))
                    .overrideConfiguration(settings -> settings.apiCallTimeout(LONGEST)));
            if (response.functionError() != null) {
                JsonNode error = JsonTrees.read(response.payload().asUtf8String());
                String type = error.path("errorType").asString("");
                if (type.endsWith("IllegalArgumentException")
                        || type.endsWith("InvalidPolicyException")
                        || type.endsWith("ProposalNotFoundException")) {
                    throw new IllegalArgumentException(
                            error.path("errorMessage").asString("the request is refused"));
                }
                throw new IllegalStateException(function + " failed; see its log for the cause");
            }
        }
    }
}
