package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.cli.CommandRunner.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Runs the commands for policies in force and for enforcement on a data folder, as an operator would. */
@DisplayName("The commands about policies in force")
class LadderCommandsIT {
    private static final Path STANDING = Path.of("../../docs/policies");

    @TempDir
    private Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("grantkeeper.json"), "{\"tenant\": \"acme\", \"connections\": []}");
        Files.createDirectory(folder.resolve("data"));
    }

    private Ran run(String... arguments) {
        return new CommandRunner(folder).run(arguments);
    }

    private static String example(String name) {
        return STANDING.resolve(name + ".yaml").toString();
    }

    @Test
    void appliesEvaluatesAndRemovesPolicy() throws IOException {
        String wrong = Files.writeString(folder.resolve("wrong.yaml"), "policy: wrong\nintent: x\nrules: []\n")
                .toString();
        Ran refused = run("policy", "apply", example("mail-sending-needs-approval"), wrong, "--by", "dana");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("wrong.yaml:3:8: rules: must be a list of rules");
        assertThat(run("policy", "list").out()).as("all or none").contains("No policy is in force");

        assertThat(run("policy", "apply", example("mail-sending-needs-approval"), "--by", "dana")
                        .exit())
                .isZero();
        JsonNode listed = run("policy", "list", "--json").json();
        assertThat(listed.get(0).path("policy").asString()).isEqualTo("mail-sending-needs-approval");
        assertThat(listed.get(0).path("stage").asString())
                .as("regardless of the stage in its document")
                .isEqualTo("training");

        Ran weighed = run("policy", "propose", "mail-sending-needs-approval");
        assertThat(weighed.exit()).isZero();
        assertThat(weighed.out())
                .contains(
                        "It stays.",
                        "it has evaluated 0 of the 500 required actions",
                        "it has been at this stage for 0 of 7 days")
                .doesNotContain("100.0 %");
        assertThat(run("policy", "propose", "--dry-run", "--json")
                        .json()
                        .get(0)
                        .path("next")
                        .asString())
                .isEqualTo("stays");

        Ran early = run("policy", "approve", "mail-sending-needs-approval", "--by", "dana");
        assertThat(early.exit()).isEqualTo(2);
        assertThat(early.err()).contains("there is no open proposal for 'mail-sending-needs-approval'");
        assertThat(run("policy", "decline", "mail-sending-needs-approval", "--by", "dana", "--because", "x")
                        .exit())
                .isEqualTo(2);
        assertThat(run("policy", "demote", "mail-sending-needs-approval", "--by", "dana", "--because", "x")
                        .err())
                .contains("is at the training stage and cannot be demoted to training");

        assertThat(run("policy", "replay", example("no-agent-administers-identities"))
                        .out())
                .contains("Would have blocked nothing: no actions are recorded for this period.");
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

    /**
     * On the simulated clock, the days that a policy must spend in a stage pass immediately, so that a trial of the
     * trust
     * ladder takes minutes.
     */
    @Test
    void runsLadderOnSimulatedClock() {
        run(
                "policy",
                "apply",
                example("mail-sending-needs-approval"),
                "--by",
                "dana",
                "--clock",
                "2026-12-01T08:00:00Z");
        assertThat(run("policy", "propose", "mail-sending-needs-approval", "--clock", "2026-12-02T09:00:00Z")
                        .out())
                .contains("it has been at this stage for 1 of 7 days");
        assertThat(run("policy", "propose", "mail-sending-needs-approval", "--clock", "2026-12-09T09:00:00Z")
                        .out())
                .contains("it has evaluated 0 of the 500 required actions")
                .doesNotContain("of 7 days");
        run("policy", "list", "--clock", "tomorrow").requireUsageError("'tomorrow' is not a time");
        run("policy", "list", "--table", "x", "--clock", "2026-12-02T08:00:00Z")
                .requireUsageError("--clock works only");
    }

    @Test
    void stopsAndResumesEnforcement() {
        assertThat(run("enforcement", "status").out()).contains("Enforcement is running.", "Revocations today: 0.");
        assertThat(run("enforcement", "stop", "--by", "dana", "--because", "an outage")
                        .exit())
                .isZero();
        JsonNode stopped = run("enforcement", "status", "--json").json().path("enforcement");
        assertThat(stopped.path("stopped").asBoolean()).isTrue();
        assertThat(stopped.path("reason").asString()).isEqualTo("an outage");
        assertThat(run("enforcement", "run").out()).contains("Nothing is revoked: dana stopped it: an outage");
        assertThat(run("enforcement", "resume", "--by", "dana", "--because", "over")
                        .exit())
                .isZero();
        Ran result = run("enforcement", "run", "--json");
        assertThat(result.exit()).isZero();
        assertThat(result.json().path("finished").asBoolean()).isTrue();
        assertThat(run("enforcement", "plan").out()).contains("Would revoke nothing");
        Ran unknown = run("enforcement", "except", "0123456789abcdef", "--days", "3", "--by", "dana", "--because", "x");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("0123456789abcdef");
    }
}
