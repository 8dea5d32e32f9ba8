package io.grantkeeper.testing.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.grantkeeper.testing.console.ConsoleBrowser.Window;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that no screen violates WCAG 2.2 AA, that none is wider than its window, and that none loads or does anything
 * unexpected.
 */
class ConsoleAccessibilityIT {
    private static void assertNoViolations(Window window, List<String> screens) {
        Map<String, List<String>> violations = new TreeMap<>();
        for (String screen : screens) {
            window.go(screen);
            List<String> found = window.violations();
            if (!found.isEmpty()) violations.put(screen, found);
        }
        assertThat(violations).isEmpty();
        assertThat(window.unexpected()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void noScreenViolatesWcag(ColorScheme scheme) {
        try (Window window = ConsoleBrowser.get().open("", 1280, 800, scheme)) {
            assertNoViolations(window, ConsoleScreens.ALL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "error", "one", "hostile", "signed-out", "oidc", "expired", "owner", "tampered"})
    void noStateOfScreenViolatesWcag(String state) {
        try (Window window = ConsoleBrowser.get().open(state)) {
            assertNoViolations(window, List.of("/", "/identities", "/ledger/17"));
        }
    }

    /** 640 pixels is the usable width of a window of 1,280 pixels at 200 % zoom. */
    @ParameterizedTest
    @ValueSource(ints = {360, 640})
    void noScreenScrollsSidewaysInSmallWindow(int width) {
        Map<String, Integer> overflow = new TreeMap<>();
        try (Window window = ConsoleBrowser.get().open("", width, 780, ColorScheme.LIGHT)) {
            for (String screen : ConsoleScreens.ALL) {
                window.go(screen);
                if (window.overflow() > 0) overflow.put(screen, window.overflow());
            }
        }
        try (Window window = ConsoleBrowser.get().open("hostile", width, 780, ColorScheme.LIGHT)) {
            for (String screen : List.of("/", "/identities", "/identities?group=owner", "/findings")) {
                window.go(screen);
                if (window.overflow() > 0) overflow.put("hostile " + screen, window.overflow());
            }
        }
        assertThat(overflow).isEmpty();
    }
}
