package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.signals.transmit.SignalHttpExchange.Response;

/** Thrown to reject a receiver's request. Contains the response to send. */
final class TransmitterRejectionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Response response;

    TransmitterRejectionException(int status, String error, String description) {
        super(description);
        this.response = new Response(
                status, ModelJson.write(JsonTrees.object().put("err", error).put("description", description)));
    }

    static TransmitterRejectionException invalidRequest(String description) {
        return new TransmitterRejectionException(400, "invalid_request", description);
    }

    Response response() {
        return response;
    }
}
