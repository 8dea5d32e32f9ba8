package io.grantkeeper.connectors.okta;

/** Creates events in Okta's format. */
final class OktaTestRows {
    private OktaTestRows() {}

    static String tokenCreated(String uuid) {
        return event(
                uuid,
                "system.api_token.create",
                "[{\"id\":\"00T1\",\"type\":\"Token\",\"alternateId\":\"unknown\",\"displayName\":\"ci\"}]");
    }

    static String consent(String uuid) {
        return event(
                uuid,
                "app.oauth2.as.consent.grant",
                "[{\"id\":\"0oa1\",\"type\":\"PublicClientApp\",\"displayName\":\"Notes\"}]");
    }

    /**
     * Returns an event.
     *
     * @param targets the targets of the event, as a JSON array
     */
    static String event(String uuid, String type, String targets) {
        return event(uuid, type, targets, "SUCCESS", "{}");
    }

    static String event(String uuid, String type, String targets, String result, String transactionDetail) {
        return """
                {"uuid":"%s","published":"2026-11-24T11:59:58.123Z","eventType":"%s","version":"0","severity":"INFO",\
                "displayMessage":"for people","actor":{"id":"00u1","type":"User","alternateId":"dana@acme.test",\
                "displayName":"Dana"},"outcome":{"result":"%s","reason":null},"target":%s,\
                "transaction":{"type":"WEB","id":"t1","detail":%s}}""".formatted(uuid, type, result, targets, transactionDetail);
    }

    static String hook(String... events) {
        return """
                {"eventType":"com.okta.event_hook","eventTypeVersion":"1.0","cloudEventsVersion":"0.1",\
                "source":"https://acme.okta.com/api/v1/eventHooks/who1","eventId":"b1",\
                "eventTime":"2026-11-24T12:00:00Z","contentType":"application/json","data":{"events":[%s]}}""".formatted(String.join(",", events));
    }

    static String error(String code) {
        return """
                {"errorCode":"%s","errorSummary":"for people","errorLink":"%s","errorId":"oae1","errorCauses":[]}""".formatted(code, code);
    }
}
