package io.grantkeeper.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.harness.packaging.BundleManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The bundles that the build produced, one for each module. */
public final class BuiltBundles {
    /** The project's folder. */
    public static final Path ROOT = Path.of("../../..").toAbsolutePath().normalize();

    private BuiltBundles() {}

    /** Returns all bundles. If the build produced none, the calling test is skipped. */
    public static List<Path> all() throws IOException {
        List<Path> built = BundleManifest.built(ROOT);
        assumeTrue(!built.isEmpty(), "no bundle is built: run this test in the verify phase");
        return built;
    }

    /** Returns one module's bundle. If the build produced no bundles, the calling test is skipped. */
    public static Path of(String module) throws IOException {
        return all().stream()
                .filter(bundle -> BundleManifest.module(bundle).equals(module))
                .findFirst()
                .orElseThrow();
    }
}
