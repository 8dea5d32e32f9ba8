package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;

/**
 * One row of Google's activity reports.
 *
 * @param visibleAt when the report first shows it: minutes to hours after {@code time}
 * @param uniqueQualifier with time and application it names the row; it may be negative
 */
public record GoogleActivity(
        Instant time, Instant visibleAt, long uniqueQualifier, String actorEmail, String actorId, Detail detail) {

    /** What happened, in the words of the report it belongs to. */
    public sealed interface Detail {

        String application();

        String eventName();

        /** An authorise or revoke event of the {@code token} report; the scopes are what the app holds after it. */
        record Consent(String eventName, GoogleApp app, List<String> scopes) implements Detail {
            @Override
            public String application() {
                return "token";
            }
        }

        /** A call an app made with a person's grant. */
        record ApiUse(GoogleApp app, String apiName, String methodName, long responseBytes) implements Detail {
            @Override
            public String application() {
                return "token";
            }

            @Override
            public String eventName() {
                return "activity";
            }
        }

        /** Something an administrator did: the event's name and its parameters as the report names them. */
        record AdminAction(String eventName, String eventType, List<Parameter> parameters) implements Detail {
            @Override
            public String application() {
                return "admin";
            }
        }

        /** A sign-in. */
        record Login(String eventName, String loginType) implements Detail {
            @Override
            public String application() {
                return "login";
            }
        }
    }

    /** One named value of an event. */
    public record Parameter(String name, List<String> values) {
        public Parameter(String name, String value) {
            this(name, List.of(value));
        }
    }
}
