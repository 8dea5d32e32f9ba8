package io.grantkeeper.connectors.slack;

/** Creates sample events in Slack's envelope. */
final class SlackSampleEvents {
    private SlackSampleEvents() {}

    /** Returns the event as Slack delivers it to an installation for a whole organization. */
    static String callback(String event) {
        return callback(event, true);
    }

    static String callback(String event, boolean ofOrganization) {
        return """
                {"token":"legacy","team_id":"T01MAIN","enterprise_id":%s,"api_app_id":"A0OWN","type":"event_callback",\
                "event_id":"Ev01ABC","event_time":1795527471,"authorizations":[{"enterprise_id":%s,"team_id":"T01MAIN",\
                "is_bot":false,"is_enterprise_install":%s}],"event":%s}""".formatted(
                ofOrganization ? "\"E01ORG\"" : "null", ofOrganization ? "\"E01ORG\"" : "null", ofOrganization, event);
    }
}
