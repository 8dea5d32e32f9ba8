import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.jar.JarFile;

/** An agent that adds jars to the class path of a JVM whose command line belongs to another program. */
public final class ClassPathAgent {
    private ClassPathAgent() {}

    /**
     * Adds the jars to the class path before the program starts.
     *
     * @param jars the paths of the jars, separated as in a class path
     */
    public static void premain(String jars, Instrumentation jvm) throws IOException {
        for (String jar : jars.split(File.pathSeparator)) {
            jvm.appendToSystemClassLoaderSearch(new JarFile(jar));
        }
    }
}
