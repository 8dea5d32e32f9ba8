package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A row of Google's activity reports.
 *
 * @param visibleAt when the report first shows the row: minutes to hours after {@code time}
 * @param uniqueQualifier identifies the row together with time and application; may be negative
 * @param address the IP address from which the event came; empty if the row has none
 */
public record GoogleActivity(
        Instant time,
        Instant visibleAt,
        long uniqueQualifier,
        String actorEmail,
        String actorId,
        Detail detail,
        String address) {

    /** Creates a row with an address of the company. */
    public GoogleActivity(
            Instant time, Instant visibleAt, long uniqueQualifier, String actorEmail, String actorId, Detail detail) {
        this(
                time,
                visibleAt,
                uniqueQualifier,
                actorEmail,
                actorId,
                detail,
                "203.0.113." + Math.floorMod(uniqueQualifier, 250));
    }

    /** The event in the row, as the report describes it. */
    public sealed interface Detail {

        String application();

        String eventName();

        /**
         * An authorize or revoke event in the {@code token} report.
         *
         * @param scopes the scopes that the app has after the event
         */
        record Consent(String eventName, GoogleApp app, List<String> scopes) implements Detail {
            @Override
            public String application() {
                return "token";
            }
        }

        /** An API call that an app made with a person's grant. */
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

        /** An administrator's action, with the event's name and parameters as in the report. */
        record AdminAction(String eventName, String eventType, List<Parameter> parameters) implements Detail {
            @Override
            public String application() {
                return "admin";
            }
        }

        /**
         * An action on a file in the {@code drive} report.
         *
         * @param app the app that performed the action; empty if the person performed it in the browser
         * @param visibility who can see the file
         */
        record DriveAccess(String eventName, Optional<GoogleApp> app, String documentId, String visibility)
                implements Detail {
            @Override
            public String application() {
                return "drive";
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

    /** A named value of an event. */
    public record Parameter(String name, List<String> values) {
        public Parameter(String name, String value) {
            this(name, List.of(value));
        }
    }
}
