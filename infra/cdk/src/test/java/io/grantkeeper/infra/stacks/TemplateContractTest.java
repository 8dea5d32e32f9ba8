package io.grantkeeper.infra.stacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.infra.deploy.StackTemplateUpload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.SerializationFeature;

/**
 * Compares the complete templates of an example with approved files, so that every change shows up in review. Run
 * {@code scripts/approve infra/cdk} to update the files.
 */
class TemplateContractTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    static List<StackTemplateUpload> templates() {
        return SynthesizedTemplates.of("acme").templates();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void matchesApprovedTemplate(StackTemplateUpload template) throws IOException {
        Path file = GOLDEN.resolve(template.stack() + ".template.json");
        String made = ModelJson.mapper()
                        .writer()
                        .with(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(template.json())
                        .replace("\r\n", "\n")
                + "\n";
        if (Boolean.getBoolean("grantkeeper.approve")) {
            Files.writeString(file, made, UTF_8);
        }
        assertThat(file).exists().content(UTF_8).isEqualTo(made);
    }
}
