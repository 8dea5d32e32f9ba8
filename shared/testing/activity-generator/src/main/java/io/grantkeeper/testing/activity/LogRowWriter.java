package io.grantkeeper.testing.activity;

import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Converts actions to rows in the format of their provider's API. */
final class LogRowWriter {
    private final OktaRowFormat okta;
    private final GitHubRowFormat github;
    private final GoogleRowFormat google;
    private final MicrosoftRowFormat microsoft;
    private final SlackRowFormat slack;
    private final AiRowFormat ai;

    LogRowWriter(ActivityRandom random) {
        okta = new OktaRowFormat(random.split());
        github = new GitHubRowFormat(random.split());
        google = new GoogleRowFormat(random.split());
        microsoft = new MicrosoftRowFormat(random.split());
        slack = new SlackRowFormat(random.split());
        ai = new AiRowFormat(random.split());
    }

    GeneratedLogRow write(GeneratedAction act) {
        return switch (act.identity().kind) {
            case OKTA_APP, OKTA_TOKEN -> okta.write(act);
            case GITHUB_APP, GITHUB_TOKEN -> github.write(act);
            case GOOGLE_APP, GOOGLE_SERVICE_ACCOUNT -> google.write(act);
            case MICROSOFT_APP, MICROSOFT_MANAGED, MICROSOFT_DELEGATED -> microsoft.write(act);
            case SLACK_APP -> slack.write(act);
            case OPENAI_KEY -> ai.openAi(act);
            case ANTHROPIC_KEY -> ai.anthropic(act);
        };
    }

    OktaRowFormat okta() {
        return okta;
    }

    GitHubRowFormat github() {
        return github;
    }

    GoogleRowFormat google() {
        return google;
    }

    MicrosoftRowFormat microsoft() {
        return microsoft;
    }

    SlackRowFormat slack() {
        return slack;
    }

    AiRowFormat ai() {
        return ai;
    }

    static ObjectNode object(Consumer<ObjectNode> members) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        members.accept(object);
        return object;
    }
}
