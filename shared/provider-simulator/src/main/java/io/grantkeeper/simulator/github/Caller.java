package io.grantkeeper.simulator.github;

import java.util.List;
import java.util.Map;

/** Who is calling, once the credential was found good. */
sealed interface Caller {

    /** To whom the quota belongs. */
    String account();

    /** The name that the audit log gives the actor. */
    String actor();

    /** The app itself, by its signed assertion. */
    record App(OwnApp app) implements Caller {
        @Override
        public String account() {
            return "app/" + app.id();
        }

        @Override
        public String actor() {
            return app.slug() + "[bot]";
        }
    }

    /** One installation of the app, by a token of an hour. */
    record Installed(long installationId, String slug, Map<String, String> permissions, List<Long> repositoryIds)
            implements Caller {
        @Override
        public String account() {
            return "installation/" + installationId;
        }

        @Override
        public String actor() {
            return slug + "[bot]";
        }
    }

    /** A person, by a classic token with OAuth scopes. */
    record Classic(String login, List<String> scopes, boolean owner) implements Caller {
        @Override
        public String account() {
            return "user/" + login;
        }

        @Override
        public String actor() {
            return login;
        }
    }

    /** A person, by a fine-grained token with permissions; names as for apps. */
    record FineGrained(String login, Map<String, String> permissions) implements Caller {
        @Override
        public String account() {
            return "user/" + login;
        }

        @Override
        public String actor() {
            return login;
        }
    }
}
