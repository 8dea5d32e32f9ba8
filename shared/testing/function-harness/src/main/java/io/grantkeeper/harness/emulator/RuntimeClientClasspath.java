package io.grantkeeper.harness.emulator;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The class path of AWS's own runtime client: everything that Lambda's managed runtime provides, and none of
 * Grantkeeper's code.
 */
public final class RuntimeClientClasspath {
    public static final String MAIN_CLASS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** One class from each jar that the runtime client needs. The jars are found through these classes. */
    private static final List<String> CLASSES = List.of(
            MAIN_CLASS,
            "com.amazonaws.services.lambda.runtime.Context",
            "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
            "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

    private RuntimeClientClasspath() {}

    static String classPath() {
        return jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns the jars of the client, in the order of the class path. */
    public static List<Path> jars() {
        return CLASSES.stream().map(RuntimeClientClasspath::jarOf).toList();
    }

    private static Path jarOf(String className) {
        try {
            Class<?> type = Class.forName(className, false, RuntimeClientClasspath.class.getClassLoader());
            CodeSource source = type.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException("Lambda's runtime client is not on the class path: " + className, e);
        }
    }
}
