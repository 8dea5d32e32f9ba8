package io.grantkeeper.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.catalog.AppExplainer;
import io.grantkeeper.permissions.PermissionVocabularies;
import io.grantkeeper.permissions.explain.PermissionExplainer;
import io.grantkeeper.rightsizing.JsonLineRightSizer;
import io.grantkeeper.rightsizing.RightSizer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fuzzes the JSON lines that the command line reads from files. An invalid line must lead to an output line that
 * explains the error.
 */
@Timeout(300)
class CommandLineFuzzTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final AppExplainer APPS = new AppExplainer(AppCatalog.standard());
    private static final PermissionExplainer PERMISSIONS = new PermissionExplainer(PermissionVocabularies.standard());
    private static final JsonLineRightSizer RIGHT_SIZING = new JsonLineRightSizer(RightSizer.standard());

    static Stream<Arguments> appSeeds() {
        return Seeds.of("""
                {"provider":"google","displayName":"Otter.ai","domains":["otter.ai"],"permissions":["openid","email"],"publisherVerified":true}""");
    }

    @MethodSource("appSeeds")
    @FuzzTest
    void app(byte[] input) {
        requireObject(APPS.answer(1, new String(input, UTF_8)));
    }

    static Stream<Arguments> permissionsSeeds() {
        return Seeds.of("""
                {"provider":"google","before":{"scopes":["openid"]},"after":{"scopes":["https://mail.google.com/"]}}""");
    }

    @MethodSource("permissionsSeeds")
    @FuzzTest
    void permissions(byte[] input) {
        requireObject(PERMISSIONS.explain(1, new String(input, UTF_8)));
    }

    static Stream<Arguments> rightSizingSeeds() {
        return Seeds.of("""
                {"provider":"microsoft","kind":"delegated","granted":["Mail.ReadWrite"],"calls":[{"method":"GET","path":"/me/messages?$select=id"}],"coverage":{"days":30}}""");
    }

    @MethodSource("rightSizingSeeds")
    @FuzzTest
    void rightSizing(byte[] input) {
        requireObject(RIGHT_SIZING.answer(1, new String(input, UTF_8)));
    }

    private static void requireObject(String answer) {
        assertThat(JSON.readTree(answer).isObject()).isTrue();
    }
}
