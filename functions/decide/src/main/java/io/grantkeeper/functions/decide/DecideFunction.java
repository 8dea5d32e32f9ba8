package io.grantkeeper.functions.decide;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.authzen.AuthZenApi;
import io.grantkeeper.functions.runtime.RemainingTime;
import java.util.function.Function;

/**
 * Handles HTTP calls to the AuthZEN API. Lambda may freeze the process after the response, so on Lambda the function
 * waits until its decisions are recorded.
 */
final class DecideFunction implements Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>, AutoCloseable {
    private final AuthZenApi api;
    private final DecisionRecorder recorder;

    DecideFunction(AuthZenApi api, DecisionRecorder recorder) {
        this.api = api;
        this.recorder = recorder;
    }

    @Override
    public APIGatewayV2HTTPResponse apply(APIGatewayV2HTTPEvent event) {
        APIGatewayV2HTTPResponse response =
                DecideHttpAdapter.response(EndOfCallTasks.process(() -> api.answer(DecideHttpAdapter.call(event))));
        flushOnLambda(recorder);
        return response;
    }

    static void flushOnLambda(DecisionRecorder recorder) {
        if (RemainingTime.INVOCATION.isBound()) {
            recorder.flush();
        }
    }

    @Override
    public void close() {
        recorder.close();
    }
}
