package io.grantkeeper.functions.messaging;

import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.work.AnswerExecutionRequest;
import io.grantkeeper.identity.work.AnswerExecutionResult;
import io.grantkeeper.owners.answers.AnswerExecutor;
import io.grantkeeper.owners.answers.RevocationPreview;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Invokes {@code apply-on-request} and waits for its response for as long as the page can wait. Every failure becomes an
 * exception whose message contains nothing from the response; the cause is in the log of {@code apply-on-request}.
 */
public final class LambdaAnswerClient implements AnswerExecutor {
    /** The timeout of {@code apply-on-request} (15 s) plus the round trip. Waiting longer would be pointless. */
    public static final Duration LONGEST = Duration.ofSeconds(18);

    /** The time to reserve for queuing the answer and writing the page. */
    private static final Duration FOR_THE_PAGE = Duration.ofSeconds(5);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Supplier<LambdaClient> newClient;
    private final String function;
    private final RemainingTime time;

    private @Nullable LambdaClient client;

    /**
     * Creates the client.
     *
     * @param newClient creates the Lambda client at its first use, because most pages need no client
     */
    public LambdaAnswerClient(Supplier<LambdaClient> newClient, String function, RemainingTime time) {
        this.newClient = newClient;
        this.function = function;
        this.time = time;
    }

    @Override
    public RevocationPreview preview(TenantId tenant, String question, OwnerAnswer answer) {
        AnswerExecutionResult result =
                call(new AnswerExecutionRequest(tenant, question, AnswerExecutionRequest.Action.PREVIEW, answer));
        return new RevocationPreview(result.sentences(), result.details());
    }

    @Override
    public List<String> carryOut(TenantId tenant, String question, OwnerAnswer answer) {
        return call(new AnswerExecutionRequest(tenant, question, AnswerExecutionRequest.Action.CARRY_OUT, answer))
                .sentences();
    }

    private AnswerExecutionResult call(AnswerExecutionRequest call) {
        // A page can need several calls. If the first calls use up the time, the remaining ones are not made.
        Duration left = time.left().minus(FOR_THE_PAGE);
        if (left.compareTo(SHORTEST) < 0) {
            throw new IllegalStateException("the page has no time left to wait for " + function);
        }
        Duration wait = left.compareTo(LONGEST) < 0 ? left : LONGEST;
        InvokeResponse response = client().invoke(request -> request.functionName(function)
                .invocationType(InvocationType.REQUEST_RESPONSE)
                .payload(SdkBytes.fromUtf8String(ModelJson.write(call)))
                .overrideConfiguration(settings -> settings.apiCallTimeout(wait)));
        if (response.functionError() != null) {
            throw new IllegalStateException(function + " failed; see its log for the cause");
        }
        return ModelJson.read(response.payload().asUtf8String(), AnswerExecutionResult.class);
    }

    private synchronized LambdaClient client() {
        LambdaClient made = client == null ? newClient.get() : client;
        client = made;
        return made;
    }
}
