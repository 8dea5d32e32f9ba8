package io.grantkeeper.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.local.cli.Prompt.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The verbs that work on policies in force, over a data folder as an operator has it. */
@DisplayName("The verbs about policies in force")
class LadderVerbsIT {
    private static final Path STANDING = Path.of("../../docs/policies");

    @TempDir
    private Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("grantkeeper.json"), "{\"tenant\": \"acme\", \"connections\": []}");
        Files.createDirectory(folder.resolve("data"));
    }

    private Ran run(String... arguments) {
        return new Prompt(folder).run(arguments);
    }

    private static String standing(String name) {
        return STANDING.resolve(name + ".yaml").toString();
    }

    @Test
    void putAPolicyInForceWeighItAndTakeItOutAgain() throws IOException {
        String wrong = Files.writeString(folder.resolve("wrong.yaml"), "policy: wrong\nintent: x\nrules: []\n")
                .toString();
        Ran refused = run("policy", "apply", standing("mail-sending-needs-approval"), wrong, "--by", "dana");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("wrong.yaml:3:8: rules: must be a list of rules");
        assertThat(run("policy", "list").out()).as("all or none").contains("No policy is in force");

        assertThat(run("policy", "apply", standing("mail-sending-needs-approval"), "--by", "dana")
                        .exit())
                .isZero();
        JsonNode listed = run("policy", "list", "--json").json();
        assertThat(listed.get(0).path("policy").asString()).isEqualTo("mail-sending-needs-approval");
        assertThat(listed.get(0).path("stage").asString())
                .as("whatever its document wants")
                .isEqualTo("training");

        Ran weighed = run("policy", "propose", "mail-sending-needs-approval");
        assertThat(weighed.exit()).isZero();
        assertThat(weighed.out())
                .contains(
                        "It stays.",
                        "it has seen 0 of the 500 actions it must see",
                        "it has stood here for 0 of 7 days")
                .doesNotContain("100.0 %");
        assertThat(run("policy", "propose", "--dry-run", "--json")
                        .json()
                        .get(0)
                        .path("next")
                        .asString())
                .isEqualTo("stays");

        Ran early = run("policy", "approve", "mail-sending-needs-approval", "--by", "dana");
        assertThat(early.exit()).isEqualTo(2);
        assertThat(early.err()).contains("no proposal waits for 'mail-sending-needs-approval'");
        assertThat(run("policy", "decline", "mail-sending-needs-approval", "--by", "dana", "--because", "x")
                        .exit())
                .isEqualTo(2);
        assertThat(run("policy", "demote", "mail-sending-needs-approval", "--by", "dana", "--because", "x")
                        .err())
                .contains("stands in training: down from there is no way to training");

        assertThat(run("policy", "replay", standing("no-agent-administers-identities"))
                        .out())
                .contains("Would have blocked nothing: no action is on record for these days.");
        assertThat(run("policy", "replay", "--json")
                        .json()
                        .path("decisions")
                        .path("blocked")
                        .path("whole")
                        .asInt())
                .isZero();

        assertThat(run("policy", "remove", "nowhere", "--by", "dana", "--because", "x")
                        .err())
                .contains("no policy 'nowhere' is in force");
        assertThat(run("policy", "remove", "mail-sending-needs-approval", "--by", "dana", "--because", "x")
                        .exit())
                .isZero();
        assertThat(run("policy", "list", "--json").json().size()).isZero();
    }

    @Test
    void stopAndResumeWhatIsTakenAway() {
        assertThat(run("enforcement", "status").out()).contains("Enforcement runs.", "Acts today: 0.");
        assertThat(run("enforcement", "stop", "--by", "dana", "--because", "an outage")
                        .exit())
                .isZero();
        JsonNode stopped = run("enforcement", "status", "--json").json().path("enforcement");
        assertThat(stopped.path("stopped").asBoolean()).isTrue();
        assertThat(stopped.path("reason").asString()).isEqualTo("an outage");
        assertThat(run("enforcement", "run").out()).contains("Nothing is taken away: dana stopped it: an outage");
        assertThat(run("enforcement", "resume", "--by", "dana", "--because", "over")
                        .exit())
                .isZero();
        Ran ran = run("enforcement", "run", "--json");
        assertThat(ran.exit()).isZero();
        assertThat(ran.json().path("finished").asBoolean()).isTrue();
        assertThat(run("enforcement", "plan").out()).contains("Would take nothing away");
        Ran unknown = run("enforcement", "except", "0123456789abcdef", "--days", "3", "--by", "dana", "--because", "x");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("0123456789abcdef");
    }
}
