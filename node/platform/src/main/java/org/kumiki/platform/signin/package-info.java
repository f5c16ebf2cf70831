/**
 * The pages by which people come in and go out, the same at both services. Enter by {@link
 * org.kumiki.platform.signin.SignInController}.
 */
package org.kumiki.platform.signin;
