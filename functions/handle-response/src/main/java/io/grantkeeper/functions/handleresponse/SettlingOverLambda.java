package io.grantkeeper.functions.handleresponse;

import io.grantkeeper.answers.Settling;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.work.SettleCall;
import io.grantkeeper.identity.work.SettleResult;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Has it done by {@code settle-on-call}, and waits for it as long as the page can wait. Every failure is an exception that
 * quotes nothing of the answer; what went wrong stands in that function's own log.
 */
final class SettlingOverLambda implements Settling {
    /** What {@code settle-on-call} may take (15 s), and the way there and back: who waits longer waits for nobody. */
    static final Duration LONGEST = Duration.ofSeconds(18);

    /** Kept back to put the answer on the queue and to write the page. */
    private static final Duration FOR_THE_PAGE = Duration.ofSeconds(5);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Supplier<LambdaClient> newClient;
    private final String function;
    private final RemainingTime time;

    private @Nullable LambdaClient client;

    /** @param newClient asked when it is first needed: most pages need none */
    SettlingOverLambda(Supplier<LambdaClient> newClient, String function, RemainingTime time) {
        this.newClient = newClient;
        this.function = function;
        this.time = time;
    }

    @Override
    public List<String> preview(TenantId tenant, String question, Answer answer) {
        return call(new SettleCall(tenant, question, SettleCall.Wanted.PREVIEW, answer));
    }

    @Override
    public List<String> carryOut(TenantId tenant, String question, Answer answer) {
        return call(new SettleCall(tenant, question, SettleCall.Wanted.CARRY_OUT, answer));
    }

    private List<String> call(SettleCall call) {
        // A page can need several calls: when the first ones took its time, the others are not begun.
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
            throw new IllegalStateException(function + " failed; its log says why");
        }
        return ModelJson.read(response.payload().asUtf8String(), SettleResult.class)
                .sentences();
    }

    private synchronized LambdaClient client() {
        LambdaClient made = client == null ? newClient.get() : client;
        client = made;
        return made;
    }
}
