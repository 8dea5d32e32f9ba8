package io.grantkeeper.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the examples in {@code docs/ai-apps.md}, and compares the figures on that page with the product tables. */
class AiAppsPageTest {

    private static final Pattern BLOCK = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL);

    private String page = "";

    @BeforeEach
    void readPage() throws IOException {
        page = Files.readString(Path.of("../../docs/ai-apps.md"));
    }

    @Test
    void showsActualResponsesToExampleRequests() {
        List<List<String>> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(page);
        while (matcher.find()) {
            blocks.add(matcher.group(1).lines().toList());
        }
        AppExplainer verb = new AppExplainer(AppCatalog.standard());
        List<String> answers = new ArrayList<>();
        for (String line : blocks.get(0)) {
            answers.add(verb.answer(answers.size() + 1L, line));
        }

        assertThat(answers).isNotEmpty().isEqualTo(blocks.get(1));
    }

    @Test
    void statesCurrentNumberOfProductsPerRole() {
        for (AiRole role : AiRole.values()) {
            long rows = AppCatalog.standard().products().stream()
                    .filter(product -> product.role() == role)
                    .count();
            assertThat(page).as("rows with role %s", role).contains(String.format(Locale.ROOT, "(%,d)", rows));
        }
    }
}
