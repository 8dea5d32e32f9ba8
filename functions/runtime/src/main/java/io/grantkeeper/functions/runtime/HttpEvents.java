package io.grantkeeper.functions.runtime;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Locale;

/** Reads requests from API Gateway and from function URLs. Any member of such a request can be missing. */
public final class HttpEvents {
    private HttpEvents() {}

    /** Returns the request's method in uppercase; an empty string if the event has none. */
    public static String method(APIGatewayV2HTTPEvent event) {
        var context = event.getRequestContext();
        boolean told = context != null
                && context.getHttp() != null
                && context.getHttp().getMethod() != null;
        return told ? context.getHttp().getMethod().toUpperCase(Locale.ROOT) : "";
    }
}
