package io.grantkeeper.baseline.bare;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;

/** An HTTP handler as in AWS's guide for Java: the runtime deserializes and serializes typed events. */
public final class BareHttpHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final BaselineTable table = new BaselineTable();

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(table.has(event.getRawPath()) ? 200 : 404)
                .withHeaders(Map.of("content-type", "text/plain"))
                .withBody("")
                .build();
    }
}
