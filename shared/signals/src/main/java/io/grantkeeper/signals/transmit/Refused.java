package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.signals.transmit.Exchange.Response;

/** A request that is refused, and how. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Response response;

    Refused(int status, String error, String description) {
        super(description);
        this.response = new Response(
                status, ModelJson.write(JsonTrees.object().put("err", error).put("description", description)));
    }

    static Refused invalid(String description) {
        return new Refused(400, "invalid_request", description);
    }

    Response response() {
        return response;
    }
}
