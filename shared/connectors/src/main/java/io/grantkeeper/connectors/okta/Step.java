package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.ProviderRequest.Method;

/** One call of a revocation. What it speaks of being gone already counts as done. */
record Step(Method method, OktaApi.Call call) {
    static Step delete(OktaApi.Call call) {
        return new Step(Method.DELETE, call);
    }

    static Step post(OktaApi.Call call) {
        return new Step(Method.POST, call);
    }

    void take(OktaApi api) throws ConnectorException {
        if (method == Method.DELETE) {
            api.delete(call);
        } else {
            api.post(call);
        }
    }

    /** For people: {@code DELETE /api/v1/api-tokens/00T1}. */
    String words() {
        return method + " " + call.path();
    }
}
