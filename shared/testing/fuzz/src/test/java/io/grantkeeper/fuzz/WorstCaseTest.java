package io.grantkeeper.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that each target takes less than a second of CPU time for 64 KB of input that is expensive to parse. */
class WorstCaseTest {
    private static final int LENGTH = 64 * 1024;
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final List<String> EXPENSIVE = List.of(
            "[", "{\"a\":", "9", "-", "\\u0000", "\"", "a", " ", "\n", "&a [*a, ", "{\"a\":1,", "a.", "(", "%", "=");

    /** Finds the fuzz targets in all classes of this module. */
    static List<Method> targets() throws IOException, URISyntaxException {
        Path classes = Path.of(WorstCaseTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith("FuzzTest.class"))
                    .sorted()
                    .flatMap(name -> targetsOf(name.replace(".class", "").replace('/', '.')))
                    .toList();
        }
    }

    private static Stream<Method> targetsOf(String type) {
        try {
            return Arrays.stream(Class.forName(type).getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(FuzzTest.class));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void handlesExpensiveInputWithinLimit(Method target) throws Exception {
        byte[] seed = firstSeed(target);
        for (String part : EXPENSIVE) {
            byte[] filler = part.repeat(LENGTH / part.length()).getBytes(UTF_8);
            for (int at : new int[] {0, seed.length / 2, seed.length * 3 / 4}) {
                byte[] input = inserted(seed, at, filler);
                Duration took = cpuTime(target, input);
                // The first run also loads classes.
                if (took.compareTo(LIMIT) > 0) {
                    took = cpuTime(target, input);
                }
                assertThat(took).as("'%s' repeated at %d", part, at).isLessThan(LIMIT);
            }
        }
    }

    private static byte[] firstSeed(Method target) throws ReflectiveOperationException {
        String source = target.getAnnotation(MethodSource.class).value()[0];
        Method seeds = target.getDeclaringClass().getDeclaredMethod(source);
        seeds.setAccessible(true);
        Arguments first =
                (Arguments) ((Stream<?>) seeds.invoke(null)).findFirst().orElseThrow();
        return (byte[]) first.get()[0];
    }

    private static byte[] inserted(byte[] seed, int at, byte[] filler) {
        byte[] input = Arrays.copyOf(seed, seed.length + filler.length);
        System.arraycopy(filler, 0, input, at, filler.length);
        System.arraycopy(seed, at, input, at + filler.length, seed.length - at);
        return input;
    }

    private static Duration cpuTime(Method target, byte[] input) throws ReflectiveOperationException {
        Constructor<?> constructor = target.getDeclaringClass().getDeclaredConstructor();
        constructor.setAccessible(true);
        target.setAccessible(true);
        Object instance = constructor.newInstance();
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try {
            target.invoke(instance, (Object) input);
        } catch (InvocationTargetException e) {
            throw new AssertionError(target.getName() + " fails", e.getCause());
        }
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    }
}
