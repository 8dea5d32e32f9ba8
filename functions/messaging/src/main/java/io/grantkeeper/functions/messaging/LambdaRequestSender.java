package io.grantkeeper.functions.messaging;

import io.grantkeeper.identity.json.JsonTrees;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import tools.jackson.databind.JsonNode;

/** Invokes a function with a person's request, and waits for its response. */
final class LambdaRequestSender {
    private final Supplier<LambdaClient> newClient;
    private final String function;
    private final Duration longest;

    /**
     * Creates the sender.
     *
     * @param newClient creates the Lambda client for each request, because requests are rare
     */
    LambdaRequestSender(Supplier<LambdaClient> newClient, String function, Duration longest) {
        this.newClient = newClient;
        this.function = function;
        this.longest = longest;
    }

    /**
     * Sends a request and returns the function's response.
     *
     * @throws IllegalArgumentException if the function refuses the request; the message says why
     * @throws IllegalStateException if the function failed
     */
    JsonNode send(JsonNode request) {
        try (LambdaClient client = newClient.get()) {
            InvokeResponse response = client.invoke(call -> call.functionName(function)
                    .invocationType(InvocationType.REQUEST_RESPONSE)
                    .payload(SdkBytes.fromUtf8String(JsonTrees.write(request)))
                    .overrideConfiguration(settings -> settings.apiCallTimeout(longest)));
            JsonNode answer = JsonTrees.read(response.payload().asUtf8String());
            if (response.functionError() != null) {
                String type = answer.path("errorType").asString("");
                if (type.endsWith("IllegalArgumentException")
                        || type.endsWith("InvalidPolicyException")
                        || type.endsWith("ProposalNotFoundException")) {
                    throw new IllegalArgumentException(
                            answer.path("errorMessage").asString("the request is refused"));
                }
                throw new IllegalStateException(function + " failed; see its log for the cause");
            }
            return answer;
        }
    }
}
