package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.ProviderRequest.Method;

/** One call of a revocation. If its object no longer exists, the call counts as successful. */
record OktaRevocationCall(Method method, OktaClient.Call call) {
    static OktaRevocationCall delete(OktaClient.Call call) {
        return new OktaRevocationCall(Method.DELETE, call);
    }

    static OktaRevocationCall post(OktaClient.Call call) {
        return new OktaRevocationCall(Method.POST, call);
    }

    void execute(OktaClient api) throws ConnectorException {
        if (method == Method.DELETE) {
            api.delete(call);
        } else {
            api.post(call);
        }
    }

    /** Returns the call in readable form: {@code DELETE /api/v1/api-tokens/00T1}. */
    String describe() {
        return method + " " + call.path();
    }
}
