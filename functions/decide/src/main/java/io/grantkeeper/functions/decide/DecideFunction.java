package io.grantkeeper.functions.decide;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.authzen.AuthZenApi;
import io.grantkeeper.functions.runtime.RemainingTime;
import java.util.function.Function;

/** Answers one HTTP call. In Lambda the process may be frozen behind it, so there it waits for the record. */
final class DecideFunction implements Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>, AutoCloseable {
    private final AuthZenApi api;
    private final DecisionRecorder recorder;

    DecideFunction(AuthZenApi api, DecisionRecorder recorder) {
        this.api = api;
        this.recorder = recorder;
    }

    @Override
    public APIGatewayV2HTTPResponse apply(APIGatewayV2HTTPEvent event) {
        APIGatewayV2HTTPResponse response = Gateway.response(api.answer(Gateway.call(event)));
        settleIn(recorder);
        return response;
    }

    static void settleIn(DecisionRecorder recorder) {
        if (RemainingTime.INVOCATION.isBound()) {
            recorder.settle();
        }
    }

    @Override
    public void close() {
        recorder.close();
    }
}
