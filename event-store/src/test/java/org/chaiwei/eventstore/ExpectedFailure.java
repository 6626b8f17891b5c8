package org.chaiwei.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * On a subclass of a contract: here the named case is known to fail, with this symptom and for this reason. The case runs; it is an error if it fails otherwise,
 * and if it holds.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ExpectedFailure.All.class)
@ExtendWith(ExpectedFailure.Check.class)
public @interface ExpectedFailure {

    /** Name of the test method. */
    String of();

    /** Part of the message it fails with. */
    String symptom();

    String because();

    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @ExtendWith(ExpectedFailure.Check.class)
    @interface All {
        ExpectedFailure[] value();
    }

    final class Check implements InvocationInterceptor, BeforeAllCallback {

        @Override
        public void beforeAll(ExtensionContext context) {
            var type = context.getRequiredTestClass();
            for (var expected : type.getAnnotationsByType(ExpectedFailure.class))
                assertThat(type.getSuperclass().getDeclaredMethods())
                        .extracting(Method::getName)
                        .contains(expected.of());
        }

        @Override
        public void interceptTestMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
                throws Throwable {
            var expected = Arrays.stream(context.getRequiredTestClass().getAnnotationsByType(ExpectedFailure.class))
                    .filter(failure ->
                            failure.of().equals(method.getExecutable().getName()))
                    .findFirst();
            if (expected.isEmpty()) {
                invocation.proceed();
                return;
            }
            var failure = catchThrowable(invocation::proceed);
            assertThat(failure)
                    .as("expected to fail, because " + expected.get().because())
                    .isNotNull()
                    .hasMessageContaining(expected.get().symptom());
            context.publishReportEntry("expected failure", expected.get().because());
        }
    }
}
