package io.grantkeeper.simulator.github;

import java.util.List;
import java.util.Map;

/** The authenticated caller of a request: the app, one of its installations, or a person. */
sealed interface GitHubCaller {

    /** Returns the name of the account whose quota the call uses. */
    String account();

    /** Returns the name by which the audit log refers to this caller. */
    String actor();

    /** The app itself, authenticated with its signed assertion. */
    record App(GrantkeeperGitHubApp app) implements GitHubCaller {
        @Override
        public String account() {
            return "app/" + app.id();
        }

        @Override
        public String actor() {
            return app.slug() + "[bot]";
        }
    }

    /** An installation of the app, authenticated with a token that is valid for one hour. */
    record Installed(long installationId, String slug, Map<String, String> permissions, List<Long> repositoryIds)
            implements GitHubCaller {
        @Override
        public String account() {
            return "installation/" + installationId;
        }

        @Override
        public String actor() {
            return slug + "[bot]";
        }
    }

    /** A person. */
    sealed interface Person extends GitHubCaller {
        String login();

        @Override
        default String account() {
            return "user/" + login();
        }

        @Override
        default String actor() {
            return login();
        }
    }

    /** A person, authenticated with a classic token that has OAuth scopes. */
    record Classic(String login, List<String> scopes, boolean owner) implements Person {}

    /** A person, authenticated with a fine-grained token. The token's permissions have the same names as an app's. */
    record FineGrained(String login, Map<String, String> permissions) implements Person {}
}
